//! The rows in the database (Auth.js: the `Adapter…` types).

use super::{Account, StoredId, User};
use crate::contract::{secret::Secret, time::UnixTime};

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
    pub fn new(identifier: impl Into<String>, token: Secret, expires: UnixTime) -> Self {
        Self { identifier: identifier.into(), token, expires }
    }
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Authenticator {
    /// The credential ID, in standard base64.
    pub credential_id: String,
    /// The user who owns the passkey.
    pub user_id: StoredId,
    /// The account's ID, which is the credential ID.
    pub provider_account_id: String,
    /// The COSE public key, in standard base64.
    pub credential_public_key: String,
    /// The signature counter. It must grow, unless the authenticator does not count.
    pub counter: u32,
    /// The kind of device: one device, or several that share the key.
    pub credential_device_type: CredentialDeviceType,
    /// `true` if the passkey is currently backed up.
    pub credential_backed_up: bool,
    /// The transports of the authenticator: `usb`, `internal`, ….
    pub transports: Vec<String>,
}

impl Authenticator {
    /// Creates a passkey on a single device, without a backup, with unknown transports, that has not signed anything
    /// yet.
    pub fn new(
        credential_id: impl Into<String>,
        user_id: StoredId,
        credential_public_key: impl Into<String>,
    ) -> Self {
        let credential_id = credential_id.into();
        Self {
            provider_account_id: credential_id.clone(),
            credential_id,
            user_id,
            credential_public_key: credential_public_key.into(),
            counter: 0,
            credential_device_type: CredentialDeviceType::SingleDevice,
            credential_backed_up: false,
            transports: Vec::new(),
        }
    }

    /// Returns `true` if a signature with this counter can follow (WebAuthn level 2, section 7.2, step 21): the counter
    /// has grown, or the authenticator does not count.
    pub fn may_count_to(&self, counter: u32) -> bool {
        counter > self.counter || (counter == 0 && self.counter == 0)
    }
}

/// The kind of device that a passkey is on (WebAuthn: the backup-eligible flag).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialDeviceType {
    /// The passkey is bound to one device.
    SingleDevice,
    /// The passkey is synchronised between devices.
    MultiDevice,
}

impl CredentialDeviceType {
    /// Returns the name in the database: `singleDevice` or `multiDevice`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SingleDevice => "singleDevice",
            Self::MultiDevice => "multiDevice",
        }
    }

    /// Returns the kind with that name; `None` if the name is unknown.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::SingleDevice, Self::MultiDevice].into_iter().find(|kind| kind.as_str() == name)
    }
}
