//! The public keys of providers: JWKs (RFC 7517), by which their tokens are verified.

use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;

use super::{JoseError, backend::BACKEND, decode, decode_array};
use crate::contract::Secret;

/// The minimum length of a trusted RSA modulus (RFC 7518 section 3.3), in bytes.
const MIN_MODULUS: usize = 256;

/// One key of a JWK set, as received.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Jwk {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    /// The operations for which the key may be used (RFC 7517 section 4.3).
    key_ops: Option<Vec<String>>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
    /// The issuer whose tokens the key signs, with `{tenantid}` if it may be any tenant (an extension of
    /// Microsoft).
    pub(crate) issuer: Option<String>,
}

/// A key that verifies signatures of one kind.
pub(crate) struct PublicKey {
    pub(crate) kid: Option<String>,
    pub(crate) issuer: Option<String>,
    /// The only algorithm that the owner uses the key for, if the JWK names one.
    alg: Option<String>,
    kind: Kind,
    key: DecodingKey,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rsa,
    P256,
    P384,
    Ed25519,
    Secret,
}

impl PublicKey {
    /// Reads the key of a JWK. Returns `None` if it does not verify signatures according to `use` or `key_ops`, is too
    /// weak, or is of an unsupported kind.
    pub(crate) fn from_jwk(jwk: &Jwk) -> Option<Self> {
        let verifies = |operations: &Vec<String>| operations.iter().any(|operation| operation == "verify");
        if jwk.purpose.as_deref().is_some_and(|purpose| purpose != "sig")
            || jwk.key_ops.as_ref().is_some_and(|operations| !verifies(operations))
        {
            return None;
        }
        let (kind, key) = match (jwk.kty.as_str(), jwk.crv.as_deref()) {
            ("RSA", _) => (Kind::Rsa, rsa(jwk)?),
            ("EC", Some("P-256")) => (Kind::P256, ec::<32>(jwk)?),
            ("EC", Some("P-384")) => (Kind::P384, ec::<48>(jwk)?),
            ("OKP", Some("Ed25519")) => {
                (Kind::Ed25519, DecodingKey::from_ed_der(&decode_array::<32>(jwk.x.as_deref()?).ok()?))
            }
            _ => return None,
        };
        Some(Self { kid: jwk.kid.clone(), issuer: jwk.issuer.clone(), alg: jwk.alg.clone(), kind, key })
    }

    /// Creates an HMAC key from the client secret.
    pub(crate) fn from_secret(secret: &Secret) -> Self {
        let key = DecodingKey::from_secret(secret.expose().as_bytes());
        Self { kid: None, issuer: None, alg: None, kind: Kind::Secret, key }
    }

    /// Returns `true` if the key can verify signatures of this algorithm.
    pub(crate) fn fits(&self, algorithm: Algorithm) -> bool {
        use Algorithm::*;
        let kind = match algorithm {
            RS256 | RS384 | RS512 | PS256 | PS384 | PS512 => Kind::Rsa,
            ES256 => Kind::P256,
            ES384 => Kind::P384,
            EdDSA => Kind::Ed25519,
            HS256 => Kind::Secret,
            _ => return false,
        };
        self.kind == kind && self.alg.as_deref().is_none_or(|alg| alg.parse() == Ok(algorithm))
    }

    /// Verifies the signature of a message.
    pub(crate) fn verify(
        &self,
        algorithm: Algorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), JoseError> {
        if !self.fits(algorithm) {
            return Err(JoseError::Algorithm);
        }
        (BACKEND.verifier_factory)(&algorithm, &self.key)
            .map_err(|_| JoseError::InvalidKey)?
            .verify(message, &signature.to_vec())
            .map_err(|_| JoseError::Signature)
    }
}

fn rsa(jwk: &Jwk) -> Option<DecodingKey> {
    let number = |text: &Option<String>| {
        let bytes = decode(text.as_deref()?).ok()?;
        // Some providers write a zero before the first byte.
        Some(bytes.into_iter().skip_while(|byte| *byte == 0).collect::<Vec<u8>>())
    };
    let (modulus, exponent) = (number(&jwk.n)?, number(&jwk.e)?);
    (modulus.len() >= MIN_MODULUS).then(|| DecodingKey::from_rsa_raw_components(&modulus, &exponent))
}

/// Reads a point on a curve whose coordinates have `N` bytes, and writes it uncompressed: 4, x, y.
fn ec<const N: usize>(jwk: &Jwk) -> Option<DecodingKey> {
    let coordinate = |text: &Option<String>| decode_array::<N>(text.as_deref()?).ok();
    let point = [&[4][..], &coordinate(&jwk.x)?, &coordinate(&jwk.y)?].concat();
    Some(DecodingKey::from_ec_der(&point))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::{SigningKey, test_keys::*};

    fn key(signing: &SigningKey) -> PublicKey {
        let jwk: Jwk = serde_json::from_value(signing.jwk().unwrap().clone()).unwrap();
        PublicKey::from_jwk(&jwk).unwrap()
    }

    #[test]
    fn each_kind_verifies_its_own_algorithm_only() {
        let pem = |pem: &str| Secret::new(pem);
        let keys = [
            (SigningKey::rs256_pem(&pem(RSA_2048)).ok().unwrap(), Algorithm::RS256),
            (SigningKey::es256_pem(&pem(P256)).ok().unwrap(), Algorithm::ES256),
            (SigningKey::eddsa_pem(&pem(ED25519)).ok().unwrap(), Algorithm::EdDSA),
        ];
        for (signing, own) in &keys {
            let (public, signature) = (key(signing), signing.sign(b"message").unwrap());
            assert_eq!(public.verify(*own, b"message", &signature), Ok(()));
            assert_eq!(public.verify(*own, b"massage", &signature), Err(JoseError::Signature));
            for (_, other) in keys.iter().filter(|(_, other)| other != own) {
                assert_eq!(public.verify(*other, b"message", &signature), Err(JoseError::Algorithm));
            }
            assert!(!public.fits(Algorithm::HS256));
        }
    }

    #[test]
    fn unfit_keys_are_left_out() {
        for jwk in [
            r#"{"kty":"oct","k":"AAAA"}"#,
            r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#,
            r#"{"kty":"RSA","n":"!","e":"AQAB"}"#,
            r#"{"kty":"RSA"}"#,
            r#"{"kty":"EC","crv":"P-521","x":"AA","y":"AA"}"#,
            r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#,
            r#"{"kty":"OKP","crv":"Ed25519","x":"AA"}"#,
            r#"{"kty":"OKP","crv":"X25519","x":"AA"}"#,
            r#"{"kty":"OKP","crv":"Ed25519","x":"JNc7Fa-2sf5I7p6tD9f1wyChkO3ne8HLd1rLOgYew7Q","use":"enc"}"#,
            r#"{"kty":"OKP","crv":"Ed25519","x":"JNc7Fa-2sf5I7p6tD9f1wyChkO3ne8HLd1rLOgYew7Q","key_ops":[]}"#,
            r#"{"kty":"OKP","crv":"Ed25519","x":"JNc7Fa-2sf5I7p6tD9f1wyChkO3ne8HLd1rLOgYew7Q","key_ops":["sign"]}"#,
            r#"{"kty":"OKP","crv":"Ed25519","x":"JNc7Fa-2sf5I7p6tD9f1wyChkO3ne8HLd1rLOgYew7Q","use":"sig","key_ops":["encrypt","wrapKey"]}"#,
        ] {
            assert!(PublicKey::from_jwk(&serde_json::from_str(jwk).unwrap()).is_none(), "{jwk}");
        }
    }

    #[test]
    fn a_key_that_names_its_operations_must_name_verify() {
        let jwk = |operations: &str| {
            let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"JNc7Fa-2sf5I7p6tD9f1wyChkO3ne8HLd1rLOgYew7Q""#;
            serde_json::from_str::<Jwk>(&format!("{jwk}{operations}}}"))
        };
        for operations in ["", r#","key_ops":["verify"]"#, r#","use":"sig","key_ops":["sign","verify"]"#] {
            assert!(PublicKey::from_jwk(&jwk(operations).unwrap()).is_some(), "{operations}");
        }
        for operations in [r#","key_ops":["sign"]"#, r#","key_ops":["Verify"]"#] {
            assert!(PublicKey::from_jwk(&jwk(operations).unwrap()).is_none(), "{operations}");
        }
        assert!(jwk(r#","key_ops":"verify""#).is_err(), "it is a list");
    }

    #[test]
    fn an_invalid_point_verifies_nothing() {
        let one = crate::jose::encode([1; 32]);
        let jwk = format!(r#"{{"kty":"EC","crv":"P-256","x":"{one}","y":"{one}"}}"#);
        let key = PublicKey::from_jwk(&serde_json::from_str(&jwk).unwrap()).unwrap();
        assert_eq!(key.verify(Algorithm::ES256, b"message", &[0; 64]), Err(JoseError::Signature));
        assert_eq!(key.verify(Algorithm::ES256, b"message", &[]), Err(JoseError::Signature));
    }
}
