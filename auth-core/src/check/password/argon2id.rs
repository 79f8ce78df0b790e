//! Hashes of passwords: argon2id as a string in the PHC format, computed behind the gate.

use std::{thread::available_parallelism, time::Duration};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};

use super::{error::PasswordError, gate::Gate, text::normalized};
use crate::{
    contract::{Password, Secret},
    random::{self, Random},
};

/// The cost of a hash: its memory, its passes over it, and its lanes.
#[derive(Clone)]
pub(crate) struct Argon2idCost(Params);

/// The error of a cost that argon2id does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("argon2id needs at least 8 KiB of memory for each lane, one pass and one lane")]
pub(crate) struct CostError;

impl Argon2idCost {
    /// The cost that OWASP recommends: 19 MiB, two passes, one lane.
    pub(crate) const OWASP: Self = Self(Params::DEFAULT);

    /// Returns a cost.
    ///
    /// # Errors
    /// Fails if argon2id does not have it.
    pub(crate) fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, CostError> {
        Params::new(memory_kib, passes, lanes, None).map(Self).map_err(|_| CostError)
    }

    /// Returns `true` if the cost is at least the least that OWASP recommends. With more passes, less memory is enough.
    pub(crate) fn is_strong(&self) -> bool {
        const LEAST: [(u32, u32); 5] =
            [(46 * 1024, 1), (19 * 1024, 2), (12 * 1024, 3), (9 * 1024, 4), (7 * 1024, 5)];
        LEAST.iter().any(|(memory, passes)| self.0.m_cost() >= *memory && self.0.t_cost() >= *passes)
    }
}

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The password is wrong.
    Wrong,
    /// The password is right.
    Right {
        /// `true` if the hash has another cost, or another algorithm, than hashes have now.
        is_outdated: bool,
    },
    /// The hash is not one of argon2.
    Foreign,
}

/// Hashes and verifies passwords, a few at a time.
pub(crate) struct PasswordHasher {
    argon2: Argon2<'static>,
    gate: Gate,
}

impl PasswordHasher {
    /// Creates the hasher. Without `width`, as many hashes run at a time as there are cores.
    pub(crate) fn new(cost: Argon2idCost, width: Option<usize>, patience: Duration) -> Self {
        let width = width.unwrap_or_else(|| available_parallelism().map_or(1, usize::from));
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.0);
        Self { argon2, gate: Gate::new(width, patience) }
    }

    /// Runs other slow work behind the same gate, as hashes are.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        self.gate.run(work).await
    }

    /// Hashes a password. Returns `None` if it is too long.
    pub(crate) async fn hash(
        &self,
        password: &Password,
        random: &dyn Random,
    ) -> Result<Option<Secret>, PasswordError> {
        let Some(typed) = password.typed() else { return Ok(None) };
        let (argon2, text) = (self.argon2.clone(), normalized(typed.expose()));
        let salt: [u8; 16] = random::bytes(random);
        let hash = self.gate.run(move || {
            argon2.hash_password_with_salt(text.as_bytes(), &salt).map(|hash| Secret::new(hash.to_string()))
        });
        hash.await?.map(Some).map_err(|error| PasswordError::Failed(error.into()))
    }

    /// Checks a password against a stored hash. Without one it takes just as long, and the password is wrong.
    pub(crate) async fn verify(
        &self,
        password: &Password,
        hash: Option<&Secret>,
        random: &dyn Random,
    ) -> Result<Verdict, PasswordError> {
        let Some(typed) = password.typed() else { return Ok(Verdict::Wrong) };
        let Some(hash) = hash else {
            self.hash(password, random).await?;
            return Ok(Verdict::Wrong);
        };
        let Ok(hash) = PasswordHash::new(hash.expose()) else { return Ok(Verdict::Foreign) };
        if Algorithm::try_from(hash.algorithm.as_str()).is_err() {
            return Ok(Verdict::Foreign);
        }
        let is_outdated = self.is_outdated(&hash);
        let (argon2, text) = (self.argon2.clone(), normalized(typed.expose()));
        let is_right = self.gate.run(move || argon2.verify_password(text.as_bytes(), &hash).is_ok()).await?;
        Ok(if is_right { Verdict::Right { is_outdated } } else { Verdict::Wrong })
    }

    /// Returns `true` if a hash is not one that this hasher makes.
    fn is_outdated(&self, hash: &PasswordHash) -> bool {
        let ours = self.argon2.params();
        let is_current = hash.algorithm == Algorithm::Argon2id.ident()
            && hash.version == Some(Version::V0x13.into())
            && Params::try_from(hash).is_ok_and(|theirs| {
                (theirs.m_cost(), theirs.t_cost(), theirs.p_cost())
                    == (ours.m_cost(), ours.t_cost(), ours.p_cost())
            });
        !is_current
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    fn hasher(memory_kib: u32) -> PasswordHasher {
        let cost = Argon2idCost::new(memory_kib, 1, 1).unwrap();
        PasswordHasher::new(cost, Some(2), Duration::from_secs(60))
    }

    async fn verdict(hasher: &PasswordHasher, password: &str, hash: &str) -> Verdict {
        let (password, hash) = (Password::new(password), Secret::new(hash));
        hasher.verify(&password, Some(&hash), &SystemRandom).await.ok().unwrap()
    }

    #[tokio::test]
    async fn a_hash_verifies_its_password_in_every_spelling_of_unicode() {
        let hasher = hasher(64);
        let random = SystemRandom;
        let hash =
            hasher.hash(&Password::new("A\u{308}rger \u{1f512}"), &random).await.ok().unwrap().unwrap();
        assert!(hash.expose().starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{}", hash.expose());
        let right = Verdict::Right { is_outdated: false };
        assert_eq!(verdict(&hasher, "Ärger \u{1f512}", hash.expose()).await, right);
        for wrong in ["", "Arger \u{1f512}", "ärger \u{1f512}", "Ärger \u{1f512} ", "Ärger \u{1f512}\0"] {
            assert_eq!(verdict(&hasher, wrong, hash.expose()).await, Verdict::Wrong);
        }
        let again = hasher.hash(&Password::new("Ärger \u{1f512}"), &random).await.ok().unwrap().unwrap();
        assert!(again != hash, "each hash has a salt of its own");
    }

    #[tokio::test]
    async fn a_password_without_a_hash_is_wrong_and_one_that_is_too_long_is_not_hashed() {
        let (hasher, random) = (hasher(64), SystemRandom);
        let of_nobody = hasher.verify(&Password::new("x"), None, &random).await;
        assert!(matches!(of_nobody, Ok(Verdict::Wrong)));
        let long = Password::new("x".repeat(1025));
        assert!(matches!(hasher.hash(&long, &random).await, Ok(None)));
        assert_eq!(
            verdict(&hasher, &"x".repeat(1025), "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")
                .await,
            Verdict::Wrong
        );
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_or_algorithm_is_outdated() {
        let (old, new) = (hasher(64), hasher(128));
        let hash = old.hash(&Password::new("x"), &SystemRandom).await.ok().unwrap().unwrap();
        assert_eq!(verdict(&new, "x", hash.expose()).await, Verdict::Right { is_outdated: true });
        assert_eq!(verdict(&old, "x", hash.expose()).await, Verdict::Right { is_outdated: false });
        let argon2i = Argon2::new(Algorithm::Argon2i, Version::V0x13, Params::new(64, 1, 1, None).unwrap());
        let hash = argon2i.hash_password_with_salt(b"x", &[7; 16]).unwrap().to_string();
        assert_eq!(verdict(&old, "x", &hash).await, Verdict::Right { is_outdated: true });
    }

    #[tokio::test]
    async fn strings_of_other_programs_are_foreign() {
        let hasher = hasher(64);
        for foreign in [
            "",
            "x",
            "$2b$12$abcdefghijklmnopqrstuu",
            "pbkdf2_sha256$600000$salt$hash",
            "16byteshex:64bytes",
            "$scrypt$ln=16,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        ] {
            assert_eq!(verdict(&hasher, "x", foreign).await, Verdict::Foreign, "{foreign}");
        }
    }

    #[test]
    fn the_default_is_what_owasp_recommends() {
        let cost = &Argon2idCost::OWASP;
        assert_eq!((cost.0.m_cost(), cost.0.t_cost(), cost.0.p_cost()), (19 * 1024, 2, 1));
        assert!(cost.is_strong() && Argon2idCost::new(7 * 1024, 5, 1).unwrap().is_strong());
        assert!(!Argon2idCost::new(19 * 1024, 1, 1).unwrap().is_strong());
        assert!(Argon2idCost::new(4, 1, 1).is_err() && Argon2idCost::new(64, 0, 1).is_err());
    }
}
