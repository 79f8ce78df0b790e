//! The keys of signed tokens: private keys that sign, public keys that verify, and JWKs to publish.
//!
//! jsonwebtoken's own `encode`, `decode` and `Jwk` take their cryptography from a process-wide default.
//! Another crate in the program may set that default, and it panics on use if no crate has. So nothing here
//! reads it: keys are passed to this library's backend by name. A trial signature when a key is read shows
//! that the key both signs and verifies.

use base64::{Engine, engine::general_purpose::STANDARD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, errors::ErrorKind, jwk::EllipticCurve};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    JoseError,
    backend::{BACKEND, TOO_SMALL},
    encode,
    keys::thumbprint,
};
use crate::contract::Secret;

/// The minimum length of a secret for HS256 (RFC 7518 section 3.2), in bytes.
const MIN_SECRET: usize = 32;

/// A key that signs session tokens. It has no `Debug`.
///
/// Its `kid` is the thumbprint of the public key, or of the secret, by SHA-256 (RFC 7638).
pub struct SigningKey {
    algorithm: Algorithm,
    name: &'static str,
    kid: String,
    private: EncodingKey,
    public: DecodingKey,
    jwk: Option<Value>,
}

impl SigningKey {
    /// Reads a key for EdDSA on Ed25519: fast and small, the best choice if all verifiers support it.
    ///
    /// # Errors
    /// Returns [`JoseError::InvalidKey`] unless the string is an Ed25519 private key in PKCS#8 PEM
    /// (`openssl genpkey -algorithm ed25519`).
    pub fn eddsa_pem(pem: &Secret) -> Result<Self, JoseError> {
        let private = EncodingKey::from_ed_der(&pkcs8(pem)?);
        let x = (BACKEND.key_utils.ed_pub_components_from_private_key)(
            private.as_bytes(),
            &EllipticCurve::Ed25519,
        )
        .map_err(invalid)?;
        let public = DecodingKey::from_ed_der(&x);
        let members = [("crv", "Ed25519"), ("kty", "OKP"), ("x", &encode(x))];
        Self::asymmetric((Algorithm::EdDSA, "EdDSA"), private, public, &members)
    }

    /// Reads a key for ECDSA on P-256.
    ///
    /// # Errors
    /// Returns [`JoseError::InvalidKey`] unless the string is a P-256 private key in PKCS#8 PEM
    /// (`openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`).
    pub fn es256_pem(pem: &Secret) -> Result<Self, JoseError> {
        let private = EncodingKey::from_ec_der(&pkcs8(pem)?);
        let (_, x, y) =
            (BACKEND.key_utils.ec_pub_components_from_private_key)(private.as_bytes(), Algorithm::ES256)
                .map_err(invalid)?;
        let (x, y) = (encode(x), encode(y));
        let public = DecodingKey::from_ec_components(&x, &y).map_err(invalid)?;
        let members = [("crv", "P-256"), ("kty", "EC"), ("x", &x), ("y", &y)];
        Self::asymmetric((Algorithm::ES256, "ES256"), private, public, &members)
    }

    /// Reads a key for RSA with PKCS#1 v1.5 padding, for verifiers that support nothing newer. Signing is
    /// slow.
    ///
    /// # Errors
    /// Returns [`JoseError::WeakKey`] for a key under 2048 bits, and [`JoseError::InvalidKey`] unless the
    /// string is an RSA private key of at most 4096 bits in PKCS#8 PEM (`openssl genpkey -algorithm RSA`).
    pub fn rs256_pem(pem: &Secret) -> Result<Self, JoseError> {
        let private = EncodingKey::from_rsa_der(&pkcs8(pem)?);
        let (n, e) =
            (BACKEND.key_utils.rsa_pub_components_from_private_key)(private.as_bytes()).map_err(|error| {
                match error.kind() {
                    ErrorKind::InvalidRsaKey(why) if why == TOO_SMALL => JoseError::WeakKey,
                    _ => JoseError::InvalidKey,
                }
            })?;
        let public = DecodingKey::from_rsa_raw_components(&n, &e);
        let members = [("e", &*encode(e)), ("kty", "RSA"), ("n", &encode(n))];
        Self::asymmetric((Algorithm::RS256, "RS256"), private, public, &members)
    }

    /// Creates a key for HMAC with SHA-256. A verifier holds the secret and can sign too, so the key is in no
    /// JWKS.
    ///
    /// The key is the secret's string in UTF-8. It has to be random, because a guess at the secret can be
    /// tested on any token, and on the `kid` as well.
    ///
    /// # Errors
    /// Returns [`JoseError::WeakKey`] for a secret under 32 bytes.
    pub fn hs256(secret: &Secret) -> Result<Self, JoseError> {
        let bytes = secret.expose().as_bytes();
        if bytes.len() < MIN_SECRET {
            return Err(JoseError::WeakKey);
        }
        Ok(Self {
            algorithm: Algorithm::HS256,
            name: "HS256",
            kid: thumbprint::<Sha256>(bytes),
            private: EncodingKey::from_secret(bytes),
            public: DecodingKey::from_secret(bytes),
            jwk: None,
        })
    }

    /// Builds a key pair and tests it. `members` are those members of the public key that its thumbprint
    /// needs, in the order of their names.
    fn asymmetric(
        (algorithm, name): (Algorithm, &'static str),
        private: EncodingKey,
        public: DecodingKey,
        members: &[(&str, &str)],
    ) -> Result<Self, JoseError> {
        let kid = public_thumbprint(members);
        let about = [("kid", kid.as_str()), ("use", "sig"), ("alg", name)];
        let jwk: Map<String, Value> =
            members.iter().chain(&about).map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        let key = Self { algorithm, name, kid, private, public, jwk: Some(jwk.into()) };

        let trial = b"trial";
        key.sign(trial)
            .and_then(|signature| key.verify(trial, signature))
            .map_err(|_| JoseError::InvalidKey)?;
        Ok(key)
    }

    /// Returns the `kid` of the key's tokens.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// Returns the `alg` of the key's tokens.
    pub(crate) fn algorithm(&self) -> &'static str {
        self.name
    }

    /// Returns the public key as a JWK (RFC 7517), if there is one. Register it with a provider that
    /// authenticates clients by `private_key_jwt`.
    pub fn jwk(&self) -> Option<&Value> {
        self.jwk.as_ref()
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, JoseError> {
        (BACKEND.signer_factory)(&self.algorithm, &self.private)
            .map_err(invalid)?
            .try_sign(message)
            .map_err(|_| JoseError::Signature)
    }

    pub(super) fn verify(&self, message: &[u8], signature: Vec<u8>) -> Result<(), JoseError> {
        (BACKEND.verifier_factory)(&self.algorithm, &self.public)
            .map_err(invalid)?
            .verify(message, &signature)
            .map_err(|_| JoseError::Signature)
    }
}

/// Replaces an error of jsonwebtoken, which may quote the key.
fn invalid(_: jsonwebtoken::errors::Error) -> JoseError {
    JoseError::InvalidKey
}

/// Returns the bytes of a private key in PKCS#8 PEM (RFC 7468 section 10).
fn pkcs8(pem: &Secret) -> Result<Zeroizing<Vec<u8>>, JoseError> {
    let text = pem.expose().trim().strip_prefix("-----BEGIN PRIVATE KEY-----");
    let text = text.and_then(|text| text.strip_suffix("-----END PRIVATE KEY-----"));
    let base64: Zeroizing<String> = text
        .ok_or(JoseError::InvalidKey)?
        .chars()
        .filter(|c| !c.is_ascii_whitespace())
        .collect::<String>()
        .into();
    STANDARD.decode(&*base64).map(Zeroizing::new).map_err(|_| JoseError::InvalidKey)
}

/// Returns the thumbprint of a public key (RFC 7638 section 3). Names and base64url need no escapes in JSON.
fn public_thumbprint(members: &[(&str, &str)]) -> String {
    let members: Vec<String> = members.iter().map(|(name, value)| format!(r#""{name}":"{value}""#)).collect();
    encode(Sha256::digest(format!("{{{}}}", members.join(","))))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::jose::test_keys::*;

    type Constructor = fn(&Secret) -> Result<SigningKey, JoseError>;

    const PEM: [Constructor; 3] = [SigningKey::eddsa_pem, SigningKey::es256_pem, SigningKey::rs256_pem];

    #[test]
    fn a_kid_is_the_thumbprint_of_the_key() {
        let kid = |new: Constructor, text| new(&Secret::new(text)).ok().unwrap().kid().to_owned();
        assert_eq!(kid(SigningKey::eddsa_pem, ED25519), "JNc7Fa-2sf5I7p6tD9f1wyChkO3ne8HLd1rLOgYew7Q");
        assert_eq!(kid(SigningKey::es256_pem, P256), "Nep8OT4EGekU1CqRwP0uDfM-c1tNHu3xrNGouK1SEeM");
        assert_eq!(kid(SigningKey::rs256_pem, RSA_2048), "_yyV5RFUC4hmPTCx-ERVCdrB4hBtls0W9CH73b4Npeo");
        assert_eq!(kid(SigningKey::hs256, SECRET), "XOBEfwKZzZgziWfq7yZzhEKNQfihBMioCzRbNmqUH0Y");
    }

    #[test]
    fn a_jwk_has_the_public_key_only() {
        let key = SigningKey::es256_pem(&Secret::new(P256)).ok().unwrap();
        let expected = json!({
            "kty": "EC",
            "crv": "P-256",
            "x": "2IVryLwo-f_zIjZs1pSWALC33cAEJnOM2niwMs1V5Zg",
            "y": "8kmPopR4ZBtZ8LRy6wzWqltZefbnz3TfDlkYeDiGVx8",
            "kid": "Nep8OT4EGekU1CqRwP0uDfM-c1tNHu3xrNGouK1SEeM",
            "use": "sig",
            "alg": "ES256",
        });
        assert_eq!(key.jwk(), Some(&expected));
        assert_eq!(SigningKey::hs256(&Secret::new(SECRET)).ok().unwrap().jwk(), None);
    }

    #[test]
    fn short_keys_are_refused() {
        let error = |key: Result<SigningKey, JoseError>| key.err();
        assert_eq!(error(SigningKey::rs256_pem(&Secret::new(RSA_1024))), Some(JoseError::WeakKey));
        assert_eq!(error(SigningKey::hs256(&Secret::new(&SECRET[1..]))), Some(JoseError::WeakKey));
    }

    #[test]
    fn a_key_of_another_kind_is_refused() {
        for (index, new) in PEM.iter().enumerate() {
            for (other, pem) in [ED25519, P256, RSA_2048, P384, PUBLIC].iter().enumerate() {
                let key = new(&Secret::new(*pem));
                assert!(key.is_ok() == (index == other), "{index} {other}");
                assert!(index == other || key.err() == Some(JoseError::InvalidKey));
            }
        }
    }

    #[test]
    fn a_broken_pem_is_an_error() {
        for new in PEM {
            for pem in [ED25519, P256] {
                for length in 0..pem.len() - 1 {
                    assert_eq!(
                        new(&Secret::new(&pem[..length])).err(),
                        Some(JoseError::InvalidKey),
                        "{length}"
                    );
                }
            }
        }
    }
}
