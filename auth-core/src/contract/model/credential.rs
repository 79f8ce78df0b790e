//! The rows of a second factor, of passwords and of API keys.

use super::StoredId;
use crate::contract::{IntoText, Secret, UnixTime};

/// The authenticator application of a user, as stored. A user has at most one.
#[derive(Clone)]
#[non_exhaustive]
pub struct StoredTotp {
    /// The sealed secret: only the application can read it.
    pub secret: Secret,
    /// The time step of the last code that was used. Only a code of a later one can be used (RFC 6238, section 5.2).
    pub last_step: u64,
    /// The time of the enrolment.
    pub created: UnixTime,
    /// The number of recovery codes that are left.
    pub recovery_codes: u32,
}

impl StoredTotp {
    /// Builds the row from the sealed secret, the step of the last code, and the time of the enrolment. It has no recovery
    /// codes.
    pub fn new(secret: Secret, last_step: u64, created: UnixTime) -> Self {
        Self { secret, last_step, created, recovery_codes: 0 }
    }

    /// Sets the number of recovery codes that are left.
    #[must_use]
    pub fn with_recovery_codes(mut self, recovery_codes: u32) -> Self {
        self.recovery_codes = recovery_codes;
        self
    }
}

/// The hash of a user's password, as stored. A user has at most one. It does not implement `Debug`.
#[derive(Clone)]
#[non_exhaustive]
pub struct StoredPassword {
    /// The hash, with its algorithm, parameters and salt: usually argon2id in the PHC string format, or what another
    /// program has left.
    pub hash: Secret,
    /// The time at which the hash was last stored.
    pub updated: UnixTime,
}

impl StoredPassword {
    /// Builds the row from the hash and the time at which it is stored.
    pub fn new(hash: Secret, updated: UnixTime) -> Self {
        Self { hash, updated }
    }
}

/// An API key, as stored. The key itself is not: the row has only a hash of its secret.
#[derive(Clone)]
#[non_exhaustive]
pub struct StoredApiKey {
    /// The public part of the key, by which the row is found.
    pub id: String,
    /// The owner.
    pub user_id: StoredId,
    /// The prefix of the key, which is the kind of the key.
    pub prefix: String,
    /// The hash of the secret part.
    pub hash: Secret,
    /// The name that the owner has given the key.
    pub name: Option<String>,
    /// The application's data, as JSON.
    pub data: String,
    /// The time at which the key was made.
    pub created: UnixTime,
    /// The time at which the key stops working; `None` if it does not.
    pub expires: Option<UnixTime>,
    /// The time at which the key was last used, within a minute; `None` if it was not used.
    pub last_used: Option<UnixTime>,
}

impl StoredApiKey {
    /// Builds the row of a key without a name, which does not expire and has not been used.
    pub fn new(
        id: impl IntoText<String>,
        user_id: StoredId,
        prefix: impl IntoText<String>,
        hash: Secret,
        data: impl IntoText<String>,
        created: UnixTime,
    ) -> Self {
        Self {
            id: id.into_text(),
            user_id,
            prefix: prefix.into_text(),
            hash,
            name: None,
            data: data.into_text(),
            created,
            expires: None,
            last_used: None,
        }
    }
}
