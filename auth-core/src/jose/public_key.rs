//! The public keys of providers: JWKs (RFC 7517), by which their tokens are verified.

use std::borrow::Cow;

use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Map, Value};

use super::{JoseError, backend::BACKEND, decode_leniently};
use crate::contract::Secret;

/// The minimum length of a trusted RSA modulus (RFC 7518 section 3.3), in bytes.
const MIN_MODULUS: usize = 256;

/// The registered algorithms that do not sign (RFC 7518 section 4.1). A key that names one is not for signatures.
const ENCRYPTION: [&str; 16] = [
    "RSA1_5",
    "RSA-OAEP",
    "RSA-OAEP-256",
    "RSA-OAEP-384",
    "RSA-OAEP-512",
    "ECDH-ES",
    "ECDH-ES+A128KW",
    "ECDH-ES+A192KW",
    "ECDH-ES+A256KW",
    "A128KW",
    "A192KW",
    "A256KW",
    "A128GCMKW",
    "A192GCMKW",
    "A256GCMKW",
    "dir",
];

/// Returns `true` if a string has the form of a signature algorithm (RFC 7518 section 3.1), such as `ES512`. A key that
/// names one is not for another.
fn names_signature(alg: &str) -> bool {
    let of_family =
        |family| alg.strip_prefix(family).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    ["HS", "RS", "PS", "ES"].into_iter().any(of_family) || ["Ed448", "none"].contains(&alg)
}

/// A key that verifies signatures of one kind.
pub(crate) struct PublicKey {
    pub(crate) kid: Option<String>,
    /// The issuer whose tokens the key signs, with `{tenantid}` if it may be any tenant (an extension of Microsoft).
    pub(crate) issuer: Option<String>,
    /// The only algorithm that the owner uses the key for, if the JWK names one.
    alg: Option<Algorithm>,
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
    /// Reads the key of a JWK, a member of a JWK set. Returns `None` if it does not verify signatures according to `use`,
    /// `key_ops` or `alg`, is too weak, or is of an unsupported kind.
    ///
    /// The rest is read leniently: an `alg` that is not registered says nothing, and numbers may be padded or in plain
    /// base64.
    pub(crate) fn from_jwk(jwk: &Value) -> Option<Self> {
        let jwk = Members(jwk.as_object()?);
        if !jwk.verifies() {
            return None;
        }
        let alg = match jwk.string("alg") {
            Some(alg) if ENCRYPTION.contains(&alg) => return None,
            Some("Ed25519") => Some(Algorithm::EdDSA),
            Some(alg) => match alg.parse() {
                Ok(algorithm) => Some(algorithm),
                Err(_) if names_signature(alg) => return None,
                // A string such as `RSA` says nothing.
                Err(_) => None,
            },
            None => None,
        };
        let (kind, key) = match (jwk.string("kty")?, jwk.string("crv")) {
            ("RSA", _) => (Kind::Rsa, jwk.rsa()?),
            ("EC", Some("P-256")) => (Kind::P256, jwk.ec::<32>()?),
            ("EC", Some("P-384")) => (Kind::P384, jwk.ec::<48>()?),
            ("OKP", Some("Ed25519")) => {
                let key = <[u8; 32]>::try_from(jwk.bytes("x")?).ok()?;
                (Kind::Ed25519, DecodingKey::from_ed_der(&key))
            }
            _ => return None,
        };
        let issuer = jwk.string("issuer").map(str::to_owned);
        Some(Self { kid: jwk.kid().map(Cow::into_owned), issuer, alg, kind, key })
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
        self.kind == kind && self.alg.is_none_or(|alg| alg == algorithm)
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

/// The members of a JWK, as received.
struct Members<'j>(&'j Map<String, Value>);

impl<'j> Members<'j> {
    /// Returns a member that is a string and not empty.
    fn string(&self, name: &str) -> Option<&'j str> {
        self.0.get(name)?.as_str().filter(|string| !string.is_empty())
    }

    /// Returns the ID of the key. Some providers write a number.
    fn kid(&self) -> Option<Cow<'j, str>> {
        key_id(self.0.get("kid")?)
    }

    /// Returns `true` if `use` and `key_ops` (RFC 7517 sections 4.2 and 4.3) allow the verification of signatures. Some
    /// providers write `sign` or `signature` instead of the registered `sig`.
    fn verifies(&self) -> bool {
        let use_fits =
            self.string("use").is_none_or(|purpose| purpose.to_ascii_lowercase().starts_with("sig"));
        let operations_fit = match self.0.get("key_ops") {
            None | Some(Value::Null) => true,
            Some(Value::Array(operations)) => operations.iter().any(|operation| operation == "verify"),
            Some(operation) => operation == "verify",
        };
        use_fits && operations_fit
    }

    /// Returns the bytes of a member.
    fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        decode_leniently(self.string(name)?)
    }

    /// Returns the bytes of a number without zeros before the first byte, which some providers write.
    fn number(&self, name: &str) -> Option<Vec<u8>> {
        Some(self.bytes(name)?.into_iter().skip_while(|byte| *byte == 0).collect())
    }

    fn rsa(&self) -> Option<DecodingKey> {
        let (modulus, exponent) = (self.number("n")?, self.number("e")?);
        (modulus.len() >= MIN_MODULUS).then(|| DecodingKey::from_rsa_raw_components(&modulus, &exponent))
    }

    /// Reads a point on a curve whose coordinates have `N` bytes, and writes it uncompressed: 4, x, y. Some providers
    /// leave out leading zeros of a coordinate.
    fn ec<const N: usize>(&self) -> Option<DecodingKey> {
        let coordinate = |name| {
            let number = self.number(name).filter(|number| !number.is_empty())?;
            let zeros = N.checked_sub(number.len())?;
            Some([vec![0; zeros], number].concat())
        };
        let point = [vec![4], coordinate("x")?, coordinate("y")?].concat();
        Some(DecodingKey::from_ec_der(&point))
    }
}

/// Returns the ID of a key: a string, or a number as a string. Anything else names no key.
pub(super) fn key_id(kid: &Value) -> Option<Cow<'_, str>> {
    match kid {
        Value::String(kid) if !kid.is_empty() => Some(kid.into()),
        Value::Number(kid) => Some(kid.to_string().into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::{SigningKey, test_keys::*};

    fn key(signing: &SigningKey) -> PublicKey {
        PublicKey::from_jwk(signing.jwk().unwrap()).unwrap()
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
            r#"{"kty":"EC","crv":"P-256","x":1,"y":null}"#,
            r#"{"kty":7}"#,
            r#"[]"#,
            r#"{"kty":"OKP","crv":"Ed25519","x":"JNc7Fa-2sf5I7p6tD9f1wyChkO3ne8HLd1rLOgYew7Q","use":"tls"}"#,
            r#"{"kty":"OKP","crv":"Ed25519","x":"JNc7Fa-2sf5I7p6tD9f1wyChkO3ne8HLd1rLOgYew7Q","alg":"ECDH-ES"}"#,
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
        let is_read = |operations: &str| {
            let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"JNc7Fa-2sf5I7p6tD9f1wyChkO3ne8HLd1rLOgYew7Q""#;
            PublicKey::from_jwk(&serde_json::from_str(&format!("{jwk}{operations}}}")).unwrap()).is_some()
        };
        for operations in [
            "",
            r#","key_ops":["verify"]"#,
            r#","use":"sig","key_ops":["sign","verify"]"#,
            r#","key_ops":null,"use":null"#,
            r#","key_ops":"verify""#,
            r#","use":"sign""#,
            r#","use":"Signature""#,
            r#","use":"""#,
        ] {
            assert!(is_read(operations), "{operations}");
        }
        for operations in [
            r#","key_ops":["sign"]"#,
            r#","key_ops":["Verify"]"#,
            r#","key_ops":"sign""#,
            r#","key_ops":7"#,
            r#","use":"sig","key_ops":[]"#,
        ] {
            assert!(!is_read(operations), "{operations}");
        }
    }

    /// Changes a member of a key's JWK and reads it.
    fn changed(signing: &SigningKey, name: &str, change: impl FnOnce(&str) -> Value) -> Option<PublicKey> {
        let mut jwk = signing.jwk().unwrap().clone();
        jwk[name] = change(jwk[name].as_str().unwrap_or_default());
        PublicKey::from_jwk(&jwk)
    }

    #[test]
    fn numbers_are_read_in_any_base64() {
        let rsa = SigningKey::rs256_pem(&Secret::new(RSA_2048)).ok().unwrap();
        let ec = SigningKey::es256_pem(&Secret::new(P256)).ok().unwrap();
        let ed = SigningKey::eddsa_pem(&Secret::new(ED25519)).ok().unwrap();
        let plain = |text: &str| Value::from(text.replace('-', "+").replace('_', "/"));
        let padded = |text: &str| Value::from(format!("{text}{}", "=".repeat((4 - text.len() % 4) % 4)));
        let wrapped = |text: &str| Value::from(format!(" {}\r\n{} ", &text[..4], &text[4..]));
        let zeros = |text: &str| {
            let bytes = [vec![0, 0], crate::jose::decode(text).unwrap()].concat();
            Value::from(crate::jose::encode(bytes))
        };
        let cases = [
            (&rsa, Algorithm::RS256, &["n", "e"][..]),
            (&ec, Algorithm::ES256, &["x", "y"]),
            (&ed, Algorithm::EdDSA, &["x"]),
        ];
        for (signing, algorithm, names) in cases {
            let signature = signing.sign(b"message").unwrap();
            for name in names {
                let keys = [
                    changed(signing, name, plain),
                    changed(signing, name, padded),
                    changed(signing, name, |text| if text.len() > 4 { wrapped(text) } else { text.into() }),
                ];
                for key in keys {
                    assert_eq!(key.unwrap().verify(algorithm, b"message", &signature), Ok(()), "{name}");
                }
                let longer = changed(signing, name, zeros);
                assert_eq!(longer.is_some(), algorithm != Algorithm::EdDSA, "{name}");
                assert!(changed(signing, name, |text| format!("{text}!").into()).is_none(), "{name}");
            }
        }
    }

    #[test]
    fn a_coordinate_may_lack_its_leading_zeros() {
        let short = r#"{"kty":"EC","crv":"P-256","x":"AQ","y":"Ag"}"#;
        assert!(PublicKey::from_jwk(&serde_json::from_str(short).unwrap()).is_some());
    }

    #[test]
    fn an_algorithm_that_is_not_registered_says_nothing() {
        let signing = SigningKey::rs256_pem(&Secret::new(RSA_2048)).ok().unwrap();
        for alg in ["RSA", "rs256", "", "SHA256withRSA"] {
            let key = changed(&signing, "alg", |_| alg.into()).unwrap();
            assert!(key.fits(Algorithm::RS256) && key.fits(Algorithm::PS512), "{alg}");
        }
        let key = changed(&signing, "alg", |_| "PS256".into()).unwrap();
        assert!(key.fits(Algorithm::PS256) && !key.fits(Algorithm::RS256));
        for alg in ["RSA-OAEP", "RSA1_5", "ES512", "ES224", "RS1", "none"] {
            assert!(changed(&signing, "alg", |_| alg.into()).is_none(), "{alg}");
        }
    }

    #[test]
    fn the_id_of_a_key_may_be_a_number() {
        let signing = SigningKey::rs256_pem(&Secret::new(RSA_2048)).ok().unwrap();
        for (kid, read) in [
            (Value::from(7), Some("7")),
            ("7".into(), Some("7")),
            (Value::Null, None),
            ("".into(), None),
            (true.into(), None),
        ] {
            assert_eq!(changed(&signing, "kid", |_| kid).unwrap().kid.as_deref(), read);
        }
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
