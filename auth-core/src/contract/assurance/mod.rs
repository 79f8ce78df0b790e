//! The proofs of a session: the methods by which its user has proven who they are, each with its time.

mod factor;
mod max_age;
mod method;

pub use self::{
    factor::{AnyOf, Anything, Email, Factor, Federated, Mfa, Otp, Passkey, Password, Sms},
    max_age::{Days, Ever, Hours, MaxAge, Minutes},
    method::{AuthMethod, Proofs},
};
use super::time::UnixTime;

/// The proofs of a session, as of the request that reads it. [`Session::assurance`](super::Session::assurance) returns it.
///
/// Handlers usually say in their signature what must have been proven, and read nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assurance {
    proofs: Proofs,
    now: UnixTime,
}

/// The time by which a proof may be later than the clock of the process that reads it. The clocks of several processes
/// differ a little; a proof from further ahead counts as none.
const CLOCK_SKEW: i64 = 60;

/// Nothing is proven.
impl Default for Assurance {
    fn default() -> Self {
        Self::new(Proofs::default(), UnixTime::from_secs(0))
    }
}

impl Assurance {
    /// Builds the assurance of a session at `now`.
    pub(crate) fn new(proofs: Proofs, now: UnixTime) -> Self {
        Self { proofs, now }
    }

    /// Returns the time of the last proof by a method; `None` if there is none, or if it is in the future.
    pub fn proven_at(&self, method: AuthMethod) -> Option<UnixTime> {
        self.proofs.at(method).filter(|at| at.as_secs() <= self.now.as_secs().saturating_add(CLOCK_SKEW))
    }

    /// Returns `true` if the user has proven the factor `F`, at most `A` ago.
    ///
    /// ```
    /// use auth::{Session, assurance::{Minutes, Passkey}};
    ///
    /// fn may_see_keys(session: &Session) -> bool {
    ///     session.assurance().proves::<Passkey, Minutes<15>>()
    /// }
    /// ```
    pub fn proves<F: Factor, A: MaxAge>(&self) -> bool {
        F::proven_at(self).is_some_and(|at| {
            A::SECONDS.is_none_or(|seconds| self.now.as_secs().saturating_sub(at.as_secs()) <= seconds)
        })
    }

    /// Returns the names of the methods with a proof, for the claim `amr` (RFC 8176): `mfa` is one of them if there are two
    /// factors.
    #[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
    pub(crate) fn amr(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.proofs().map(|(method, _)| method.as_str()).collect();
        let mfa = AuthMethod::Mfa.as_str();
        if Mfa::proven_at(self).is_some() && !names.contains(&mfa) {
            names.push(mfa);
        }
        names
    }

    /// Returns the methods with a proof, each with the time of the last one.
    pub fn proofs(&self) -> impl Iterator<Item = (AuthMethod, UnixTime)> + '_ {
        AuthMethod::ALL.iter().filter_map(|&method| Some((method, self.proven_at(method)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn proven(proofs: &[(AuthMethod, i64)]) -> Assurance {
        let mut all = Proofs::default();
        for &(method, ago) in proofs {
            all.prove(method, UnixTime::from_secs(NOW.as_secs() - ago));
        }
        Assurance::new(all, NOW)
    }

    #[test]
    fn a_factor_is_proven_for_its_time() {
        let password = proven(&[(AuthMethod::Password, 300)]);
        assert!(password.proves::<Password, Ever>() && password.proves::<Password, Minutes<5>>());
        assert!(!password.proves::<Password, Minutes<4>>() && !password.proves::<Passkey, Ever>());
        assert!(
            password.proves::<AnyOf<(Passkey, Password)>, Ever>() && password.proves::<Anything, Hours<1>>()
        );
        assert!(!proven(&[]).proves::<Anything, Ever>());
    }

    #[test]
    fn two_factors_count_from_the_older_one() {
        let both = proven(&[(AuthMethod::Password, 600), (AuthMethod::Otp, 10)]);
        assert!(both.proves::<Mfa, Minutes<10>>() && !both.proves::<Mfa, Minutes<9>>());
        assert!(!proven(&[(AuthMethod::Otp, 10)]).proves::<Mfa, Ever>());
        assert!(!proven(&[(AuthMethod::Password, 1), (AuthMethod::Email, 1)]).proves::<Mfa, Ever>());
        assert!(!proven(&[(AuthMethod::SoftwareKey, 1)]).proves::<Mfa, Ever>());
        assert!(!proven(&[(AuthMethod::Sms, 1), (AuthMethod::Otp, 1)]).proves::<Mfa, Ever>());
        assert!(!proven(&[(AuthMethod::Password, 1), (AuthMethod::Sms, 1)]).proves::<Mfa, Ever>());
        assert!(proven(&[(AuthMethod::Sms, 1)]).proves::<AnyOf<(Mfa, Sms)>, Minutes<1>>());
        assert!(proven(&[(AuthMethod::SoftwareKey, 1), (AuthMethod::Mfa, 1)]).proves::<Mfa, Minutes<1>>());
    }

    #[test]
    fn a_proof_from_the_future_counts_as_none() {
        assert!(proven(&[(AuthMethod::Password, -60)]).proves::<Password, Minutes<5>>());
        assert!(!proven(&[(AuthMethod::Password, -61)]).proves::<Password, Ever>());
        assert!(!proven(&[(AuthMethod::Password, i64::MIN / 2)]).proves::<Password, Ever>());
    }
}
