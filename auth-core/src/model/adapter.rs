//! What a database keeps (Auth.js: the `Adapter…` types).

use super::{ProviderId, User, UserId};
use crate::{Secret, UnixTime};

/// A stored user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdapterUser {
    /// The user; the address is always there.
    pub user: User,
    /// When the e-mail address was last proven by a magic link.
    pub email_verified: Option<UnixTime>,
}

/// A stored session. The token is what the browser holds, so it is a secret.
#[derive(Clone)]
#[non_exhaustive]
pub struct AdapterSession {
    /// The bearer token in the session cookie.
    pub session_token: Secret,
    /// Whose session it is.
    pub user_id: UserId,
    /// When it ends.
    pub expires: UnixTime,
}

/// A magic link that has been mailed and not been used.
#[derive(Clone)]
#[non_exhaustive]
pub struct VerificationToken {
    /// The e-mail address, normalised.
    pub identifier: String,
    /// The hash of the token in the link.
    pub token: Secret,
    /// Until when the link works.
    pub expires: UnixTime,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Authenticator {
    /// The credential id, in standard base64.
    pub credential_id: String,
    /// Whose passkey it is.
    pub user_id: UserId,
    /// The provider under whose id it was registered.
    pub provider: ProviderId,
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

/// Whether a passkey is bound to one device (WebAuthn: the backup-eligible flag).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialDeviceType {
    /// Bound to one device.
    SingleDevice,
    /// Synchronised between devices.
    MultiDevice,
}
