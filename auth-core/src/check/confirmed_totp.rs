//! The enrolment of an authenticator application: confirmed by a code, then stored with its recovery codes.

use super::{factor_keys::FactorKeys, recovery_code::RecoveryCode, totp::TotpSecret};
use crate::{
    adapter::NewTotp,
    contract::{Secret, StoredId, UnixTime},
    random::Random,
};

/// An authenticator application that its user has confirmed by a code, and that is not stored yet.
pub(crate) struct ConfirmedTotp {
    secret: TotpSecret,
    /// The time step of the code.
    step: u64,
    /// The recovery codes, which the user sees once.
    recovery_codes: Vec<RecoveryCode>,
}

impl ConfirmedTotp {
    /// Checks the code that confirms an authenticator application with a new secret. Returns `None` if it is wrong.
    pub(crate) fn confirm(
        secret: TotpSecret,
        code: &str,
        now: UnixTime,
        random: &dyn Random,
    ) -> Option<Self> {
        let step = secret.check(code, now)?;
        Some(Self { secret, step, recovery_codes: RecoveryCode::mint_all(random) })
    }

    /// Returns the recovery codes as users see them.
    pub(crate) fn shown_codes(&self) -> impl Iterator<Item = Secret> + '_ {
        self.recovery_codes.iter().map(|code| Secret::new(code.shown().as_str()))
    }

    /// Returns the rows for the database, sealed and hashed for a user.
    pub(crate) fn sealed(
        &self,
        keys: &FactorKeys,
        user: &StoredId,
        now: UnixTime,
        random: &dyn Random,
    ) -> NewTotp {
        let hashes = self.recovery_codes.iter().map(|code| keys.hash(user, code)).collect();
        NewTotp::new(keys.seal(user, &self.secret, random), self.step, now, hashes)
    }
}
