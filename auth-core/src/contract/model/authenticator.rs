//! Stored passkeys (Auth.js: `AdapterAuthenticator`).

use super::StoredId;
use crate::contract::IntoText;

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
        credential_id: impl IntoText<String>,
        user_id: StoredId,
        credential_public_key: impl IntoText<String>,
    ) -> Self {
        let credential_id = credential_id.into_text();
        Self {
            provider_account_id: credential_id.clone(),
            credential_id,
            user_id,
            credential_public_key: credential_public_key.into_text(),
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
