//! Second factors, passwords and API keys.

use super::Basis;
use crate::contract::{AdapterUser, Secret, StoredApiKey, UnixTime};

/// An authenticator application to be stored, with its recovery codes.
#[derive(Clone)]
#[non_exhaustive]
pub struct NewTotp {
    /// The sealed secret.
    pub secret: Secret,
    /// The time step of the code that has confirmed the enrolment.
    pub step: u64,
    /// The current time.
    pub now: UnixTime,
    /// The hashes of the recovery codes.
    pub recovery_codes: Vec<Secret>,
    /// The sealed secret of the authenticator application that this one replaces; `None` if the user has none.
    pub replaces: Option<Secret>,
    /// The state of the user on which the enrolment was decided.
    /// [`enrol_totp`](crate::adapter::Adapter::enrol_totp) must fail if it is not that any more.
    pub basis: Basis,
}

impl NewTotp {
    /// Builds the first authenticator application of a user, confirmed at `now` by a code of the time step `step`.
    pub fn new(secret: Secret, step: u64, now: UnixTime, recovery_codes: Vec<Secret>) -> Self {
        Self { secret, step, now, recovery_codes, replaces: None, basis: Basis::default() }
    }

    /// Sets the sealed secret of the authenticator application that this one replaces.
    #[must_use]
    pub fn replacing(mut self, secret: Option<Secret>) -> Self {
        self.replaces = secret;
        self
    }

    /// Sets the state of the user on which the enrolment was decided.
    #[must_use]
    pub fn on(mut self, basis: Basis) -> Self {
        self.basis = basis;
        self
    }
}

/// The hash of a password, to be stored.
#[derive(Clone)]
#[non_exhaustive]
pub struct NewPassword {
    /// The hash.
    pub hash: Secret,
    /// The current time.
    pub now: UnixTime,
    /// The stored hash that this one replaces, exactly as it was read; `None` if the user has none.
    pub replaces: Option<Secret>,
    /// The state of the user on which the change was decided.
    /// [`set_password`](crate::adapter::Adapter::set_password) must fail if it is not that any more.
    pub basis: Basis,
}

impl NewPassword {
    /// Builds the hash of the first password of a user, set at `now`.
    pub fn new(hash: Secret, now: UnixTime) -> Self {
        Self { hash, now, replaces: None, basis: Basis::default() }
    }

    /// Sets the stored hash that this one replaces.
    #[must_use]
    pub fn replacing(mut self, hash: Option<Secret>) -> Self {
        self.replaces = hash;
        self
    }

    /// Sets the state of the user on which the change was decided.
    #[must_use]
    pub fn on(mut self, basis: Basis) -> Self {
        self.basis = basis;
        self
    }
}

/// An API key and its owner.
#[derive(Clone)]
#[non_exhaustive]
pub struct ApiKeyAndUser {
    /// The key.
    pub key: StoredApiKey,
    /// The owner.
    pub user: AdapterUser,
}

impl ApiKeyAndUser {
    /// Builds the result from a key and its owner.
    pub fn new(key: StoredApiKey, user: AdapterUser) -> Self {
        Self { key, user }
    }
}
