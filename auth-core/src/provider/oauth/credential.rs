//! The credentials by which a client authenticates.

use crate::{
    contract::{IntoText, Secret},
    jose::{JoseError, SigningKey},
};

/// The credential that an application has registered at a provider.
pub(crate) enum Credential {
    /// No credential: a public client.
    None,
    /// The client secret.
    Secret(Secret),
    /// A private key whose public half the provider knows (`private_key_jwt`).
    PrivateKey(PrivateKey),
    /// A private key that signs a new client secret for each request.
    Apple(AppleKey),
}

/// A private key for `private_key_jwt` (RFC 7523). It has no `Debug`.
pub struct PrivateKey {
    pub(crate) key: SigningKey,
    pub(crate) kid: Option<String>,
}

impl PrivateKey {
    /// Creates a key with its thumbprint as `kid`, for a provider that uses this `kid` or ignores it.
    pub fn new(key: SigningKey) -> Self {
        Self { key, kid: None }
    }

    /// Sets the `kid` under which the provider knows the key.
    #[must_use]
    pub fn kid(mut self, kid: impl IntoText<String>) -> Self {
        self.kid = Some(kid.into_text());
        self
    }
}

/// The key of an Apple developer, which signs client secrets (ES256). It has no `Debug`.
pub struct AppleKey {
    pub(crate) team_id: String,
    pub(crate) key_id: String,
    pub(crate) key: SigningKey,
}

impl AppleKey {
    /// Creates a key from the values on Apple's developer site. `pem` is the content of its `.p8` file.
    ///
    /// # Errors
    /// Fails if `pem` is not a P-256 private key in PKCS#8 PEM.
    pub fn new(
        team_id: impl IntoText<String>,
        key_id: impl IntoText<String>,
        pem: &Secret,
    ) -> Result<Self, JoseError> {
        Ok(Self {
            team_id: team_id.into_text(),
            key_id: key_id.into_text(),
            key: SigningKey::es256_pem(pem)?,
        })
    }
}
