//! What a database keeps (Auth.js: the `Adapter…` types).

use super::{User, UserId};
use crate::contract::{secret::Secret, time::UnixTime};

/// The columns that an application has added to the table of users, by name.
///
/// A database reads and writes those that its adapter has been told of; it leaves out what it does not know.
/// Columns that hold nothing are `null`.
pub type ExtraColumns = serde_json::Map<String, serde_json::Value>;

/// A stored user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdapterUser {
    /// The user, under the id that the store has assigned.
    pub user: User,
    /// When the e-mail address was last proven by a magic link.
    pub email_verified: Option<UnixTime>,
    /// The application's own columns.
    pub columns: ExtraColumns,
}

impl AdapterUser {
    /// A stored user without a proven address and without columns of the application's own.
    pub fn new(user: User) -> Self {
        Self { user, email_verified: None, columns: ExtraColumns::new() }
    }
}

/// A stored session. The token is what the browser holds, so it is a secret.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdapterSession {
    /// The bearer token in the session cookie.
    pub session_token: Secret,
    /// Whose session it is.
    pub user_id: UserId,
    /// When it ends.
    pub expires: UnixTime,
}

impl AdapterSession {
    /// A session.
    pub fn new(session_token: Secret, user_id: UserId, expires: UnixTime) -> Self {
        Self { session_token, user_id, expires }
    }
}

/// A magic link that has been mailed and not been used.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerificationToken {
    /// The e-mail address, normalised.
    pub identifier: String,
    /// The hash of the token in the link.
    pub token: Secret,
    /// Until when the link works.
    pub expires: UnixTime,
}

impl VerificationToken {
    /// A verification token.
    pub fn new(identifier: impl Into<String>, token: Secret, expires: UnixTime) -> Self {
        Self { identifier: identifier.into(), token, expires }
    }
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Authenticator {
    /// The credential id, in standard base64.
    pub credential_id: String,
    /// Whose passkey it is.
    pub user_id: UserId,
    /// The account's id: the same as the credential id.
    pub provider_account_id: String,
    /// The COSE public key, in standard base64.
    pub credential_public_key: String,
    /// The signature counter; must grow where it is used at all.
    pub counter: u32,
    /// Whether the key can live on several devices.
    pub credential_device_type: CredentialDeviceType,
    /// Whether it is backed up now.
    pub credential_backed_up: bool,
    /// How the authenticator can be reached: `usb`, `internal`, ….
    pub transports: Vec<String>,
}

impl Authenticator {
    /// A passkey on a single device, without a backup, of unknown transports, that has not signed anything
    /// yet.
    pub fn new(
        credential_id: impl Into<String>,
        user_id: UserId,
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

    /// Whether a signature with this counter can follow (WebAuthn level 2, section 7.2, step 21): it has
    /// grown, or the authenticator does not count.
    pub fn may_count_to(&self, counter: u32) -> bool {
        counter > self.counter || (counter == 0 && self.counter == 0)
    }
}

/// Whether a passkey is bound to one device (WebAuthn: the backup-eligible flag).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialDeviceType {
    /// Bound to one device.
    SingleDevice,
    /// Synchronised between devices.
    MultiDevice,
}

impl CredentialDeviceType {
    /// The name in the database: `singleDevice` or `multiDevice`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SingleDevice => "singleDevice",
            Self::MultiDevice => "multiDevice",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::SingleDevice, Self::MultiDevice].into_iter().find(|kind| kind.as_str() == name)
    }
}
