//! The rows in the database (Auth.js: the `Adapter…` types).

use super::{Account, StoredId, User};
use crate::contract::{IntoText, secret::Secret, time::UnixTime};

/// The application's own columns of the table of users, by name.
///
/// An adapter reads and writes the columns that it is configured with, and ignores all others. Empty columns are
/// `null`.
pub type ExtraColumns = serde_json::Map<String, serde_json::Value>;

/// A stored user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdapterUser {
    /// The user, with the ID that the store has assigned.
    pub user: User,
    /// The time at which the e-mail address was last proven, by a magic link or by a provider that has verified it;
    /// `None` if it never was.
    pub email_verified: Option<UnixTime>,
    /// The application's own columns.
    pub columns: ExtraColumns,
}

impl AdapterUser {
    /// Creates a stored user without a verified e-mail address and without the application's own columns.
    pub fn new(user: User) -> Self {
        Self { user, email_verified: None, columns: ExtraColumns::new() }
    }

    /// Returns the ID, as operations on stored users take it.
    pub fn id(&self) -> StoredId {
        StoredId::from_store(self.user.id.clone())
    }
}

/// The ways in that a first proof of an e-mail address has removed, because they were added before the proof, by anyone
/// who had typed the address.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Removed {
    /// The accounts, including those of passkeys.
    pub accounts: Vec<Account>,
    /// The number of passkeys.
    pub passkeys: u64,
    /// The number of sessions in the database.
    pub sessions: u64,
    /// `true` if the user had a second factor: an authenticator application, with its recovery codes.
    pub second_factor: bool,
    /// The number of API keys.
    pub api_keys: u64,
    /// `true` if the user had a password.
    pub password: bool,
}

impl Removed {
    /// Creates the result from what was removed. It has no second factor, no API keys and no password.
    pub fn new(accounts: Vec<Account>, passkeys: u64, sessions: u64) -> Self {
        Self { accounts, passkeys, sessions, second_factor: false, api_keys: 0, password: false }
    }

    /// Returns `true` if anything was removed that the user has to set up again. Sessions are not.
    #[cfg(feature = "email")]
    pub(crate) fn is_noticeable(&self) -> bool {
        !self.accounts.is_empty()
            || self.passkeys > 0
            || self.second_factor
            || self.password
            || self.api_keys > 0
    }

    /// Sets whether a second factor was removed.
    #[must_use]
    pub fn with_second_factor(mut self, second_factor: bool) -> Self {
        self.second_factor = second_factor;
        self
    }

    /// Sets the number of API keys.
    #[must_use]
    pub fn with_api_keys(mut self, api_keys: u64) -> Self {
        self.api_keys = api_keys;
        self
    }

    /// Sets whether a password was removed.
    #[must_use]
    pub fn with_password(mut self, password: bool) -> Self {
        self.password = password;
        self
    }
}

/// A stored session. Its token is a secret, because it is the value of the session cookie.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdapterSession {
    /// The bearer token in the session cookie.
    pub session_token: Secret,
    /// The user who owns the session.
    pub user_id: StoredId,
    /// The end of the session.
    pub expires: UnixTime,
}

impl AdapterSession {
    /// Creates a session.
    pub fn new(session_token: Secret, user_id: StoredId, expires: UnixTime) -> Self {
        Self { session_token, user_id, expires }
    }
}

/// A magic link that has been mailed and not yet been used.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerificationToken {
    /// The normalised e-mail address.
    pub identifier: String,
    /// The hash of the token in the link.
    pub token: Secret,
    /// The time at which the link expires.
    pub expires: UnixTime,
}

impl VerificationToken {
    /// Creates a verification token.
    pub fn new(identifier: impl IntoText<String>, token: Secret, expires: UnixTime) -> Self {
        Self { identifier: identifier.into_text(), token, expires }
    }
}
