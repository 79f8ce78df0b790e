//! What a client proves itself with.

use crate::{contract::Secret, jose::SigningKey};

/// What an application holds of a registration at a vendor.
pub(crate) enum Credential {
    /// Nothing: a public client.
    None,
    /// The client secret.
    Secret(Secret),
    /// A private key whose public half the vendor knows (`private_key_jwt`).
    PrivateKey(PrivateKey),
    /// A private key by which the client secret is made, again and again.
    Apple(AppleKey),
}

/// A private key for `private_key_jwt` (RFC 7523). It has no `Debug`.
pub struct PrivateKey {
    pub(crate) key: SigningKey,
    pub(crate) kid: Option<String>,
}

impl PrivateKey {
    /// A key whose `kid` at the vendor is its thumbprint, or not looked at.
    pub fn new(key: SigningKey) -> Self {
        Self { key, kid: None }
    }

    /// The `kid` under which the vendor knows the key.
    #[must_use]
    pub fn kid(mut self, kid: impl Into<String>) -> Self {
        self.kid = Some(kid.into());
        self
    }
}

/// The key of an Apple developer, by which client secrets are signed (ES256). It has no `Debug`.
pub struct AppleKey {
    pub(crate) team_id: String,
    pub(crate) key_id: String,
    pub(crate) key: SigningKey,
}

impl AppleKey {
    /// A key as Apple's developer site shows it; `pem` is the content of its `.p8` file.
    ///
    /// # Errors
    /// When the text is no P-256 private key in PKCS#8 PEM.
    pub fn new(
        team_id: impl Into<String>,
        key_id: impl Into<String>,
        pem: &Secret,
    ) -> Result<Self, crate::jose::JoseError> {
        Ok(Self { team_id: team_id.into(), key_id: key_id.into(), key: SigningKey::es256_pem(pem)? })
    }
}
