//! ID tokens by hand: verified by `jsonwebtoken`, with a key that was read once.

use jsonwebtoken::{
    Algorithm, DecodingKey, DecodingKeyKind, Validation,
    crypto::{CryptoProvider, JwtVerifier, KeyUtils},
    errors::ErrorKind,
    signature::{Error as SignatureError, Verifier},
};
use reqwest::Client;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde::Deserialize;

use crate::provider::CLIENT;

/// The key of a provider, and what its tokens must say.
pub(crate) struct IdTokens {
    key: DecodingKey,
    validation: Validation,
}

/// The claims that the application reads.
#[derive(Deserialize)]
pub(crate) struct IdClaims {
    pub(crate) sub: String,
    pub(crate) name: String,
    nonce: String,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Key>,
}

#[derive(Deserialize)]
struct Key {
    x: String,
    y: String,
}

impl IdTokens {
    /// Reads the key of a provider.
    pub(crate) async fn of(issuer: &str, http: &Client) -> Self {
        // An error means that the process has installed it before.
        _ = BACKEND.install_default();
        let keys = http.get(format!("{issuer}/jwks")).send().await.expect("a response");
        let keys: KeySet = serde_json::from_slice(&keys.bytes().await.expect("a body")).expect("keys");
        let Key { x, y } = &keys.keys[0];
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_audience(&[CLIENT]);
        validation.set_issuer(&[issuer]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        Self { key: DecodingKey::from_ec_components(x, y).expect("a key"), validation }
    }

    /// Returns the claims of a valid token with this nonce.
    pub(crate) fn claims(&self, token: &str, nonce: &str) -> Option<IdClaims> {
        let token = jsonwebtoken::decode::<IdClaims>(token, &self.key, &self.validation).ok()?;
        Some(token.claims).filter(|claims| claims.nonce == nonce)
    }
}

/// The verification of ES256 by ring, as on the other side.
static BACKEND: CryptoProvider = CryptoProvider {
    signer_factory: |_, _| Err(ErrorKind::UnsupportedAlgorithm.into()),
    verifier_factory: |_, key| Ok(Box::new(Public(key.clone()))),
    key_utils: KeyUtils::new_unimplemented(),
};

struct Public(DecodingKey);

impl Verifier<Vec<u8>> for Public {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), SignatureError> {
        let DecodingKeyKind::SecretOrDer(point) = self.0.kind() else { return Err(SignatureError::new()) };
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
        key.verify(message, signature).map_err(|_| SignatureError::new())
    }
}

impl JwtVerifier for Public {
    fn algorithm(&self) -> Algorithm {
        Algorithm::ES256
    }
}
