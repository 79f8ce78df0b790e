//! Public keys of authenticators (COSE, RFC 9053), and the verification of their signatures.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384,
    RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256, RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512,
    RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm,
};

use super::{WebAuthnError, cbor};

/// The algorithms that a registration offers, the best first: EdDSA, ES256, RS256.
pub(super) const OFFERED: [i64; 3] = [-8, -7, -257];

/// A public key with its algorithm.
pub(super) struct PublicKey {
    /// The number of the algorithm in the COSE registry.
    pub(super) algorithm: i64,
    kind: Kind,
}

enum Kind {
    /// A point of an elliptic curve.
    Point {
        algorithm: &'static dyn VerificationAlgorithm,
        point: Vec<u8>,
    },
    Rsa {
        parameters: &'static RsaParameters,
        n: Vec<u8>,
        e: Vec<u8>,
    },
}

/// The parameters of a COSE key (RFC 9052 section 7.1, RFC 9053 section 7, RFC 8230 section 4).
mod parameter {
    pub(super) const KEY_TYPE: i64 = 1;
    pub(super) const ALGORITHM: i64 = 3;
    pub(super) const CURVE_OR_N: i64 = -1;
    pub(super) const X_OR_E: i64 = -2;
    pub(super) const Y: i64 = -3;
}

impl PublicKey {
    /// Parses a COSE key.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, WebAuthnError> {
        use parameter::*;
        const MALFORMED: WebAuthnError = WebAuthnError::Malformed("the public key");

        let mut key = cbor::whole(bytes).and_then(cbor::members).ok_or(MALFORMED)?;
        let algorithm = cbor::take_integer(&mut key, ALGORITHM).ok_or(MALFORMED)?;
        let key_type = cbor::take_integer(&mut key, KEY_TYPE).ok_or(MALFORMED)?;
        let kind = if let Some(parameters) = rsa(algorithm) {
            let mut number = |name| cbor::take_bytes(&mut key, name).map(without_zeros).ok_or(MALFORMED);
            let (n, e) = (number(CURVE_OR_N)?, number(X_OR_E)?);
            (key_type == 3).then_some(Kind::Rsa { parameters, n, e })
        } else {
            let curve = cbor::take_integer(&mut key, CURVE_OR_N).ok_or(WebAuthnError::Algorithm)?;
            let x = cbor::take_bytes(&mut key, X_OR_E).filter(|x| x.len() == 32).ok_or(MALFORMED)?;
            match (key_type, algorithm, curve) {
                (1, -8, 6) => Some(Kind::Point { algorithm: &ED25519, point: x }),
                (2, -7, 1) => {
                    let y = cbor::take_bytes(&mut key, Y).filter(|y| y.len() == 32).ok_or(MALFORMED)?;
                    let point = [&[4][..], &x, &y].concat();
                    Some(Kind::Point { algorithm: &ECDSA_P256_SHA256_ASN1, point })
                }
                _ => None,
            }
        };
        Ok(Self { algorithm, kind: kind.ok_or(WebAuthnError::Algorithm)? })
    }

    /// Verifies the signature of a message.
    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), WebAuthnError> {
        match &self.kind {
            Kind::Point { algorithm, point } => {
                UnparsedPublicKey::new(*algorithm, point).verify(message, signature)
            }
            Kind::Rsa { parameters, n, e } => {
                RsaPublicKeyComponents { n, e }.verify(parameters, message, signature)
            }
        }
        .map_err(|_| WebAuthnError::Signature)
    }
}

/// Returns the parameters of RSA with at least 2048 bits. SHA-1 is not supported.
fn rsa(algorithm: i64) -> Option<&'static RsaParameters> {
    Some(match algorithm {
        -257 => &RSA_PKCS1_2048_8192_SHA256,
        -258 => &RSA_PKCS1_2048_8192_SHA384,
        -259 => &RSA_PKCS1_2048_8192_SHA512,
        -37 => &RSA_PSS_2048_8192_SHA256,
        -38 => &RSA_PSS_2048_8192_SHA384,
        -39 => &RSA_PSS_2048_8192_SHA512,
        _ => return None,
    })
}

/// Removes the leading zeros that some authenticators write.
fn without_zeros(number: Vec<u8>) -> Vec<u8> {
    number.into_iter().skip_while(|byte| *byte == 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::webauthn::vectors::{EDDSA, hex};

    #[test]
    fn an_ed25519_key_of_the_specification_verifies() {
        let (key, message, signature) = EDDSA.signed();
        let key = PublicKey::parse(&key).unwrap();
        assert_eq!(key.algorithm, -8);
        assert_eq!(key.verify(&message, &signature), Ok(()));
        assert_eq!(key.verify(&message[1..], &signature), Err(WebAuthnError::Signature));
        assert_eq!(key.verify(&message, b""), Err(WebAuthnError::Signature));
    }

    /// Encodes a COSE key of a type, an algorithm and more parameters.
    fn key(kind: i64, algorithm: i64, more: &[(i64, ciborium::Value)]) -> Vec<u8> {
        let members = [(1, kind.into()), (3, algorithm.into())].into_iter().chain(more.iter().cloned());
        let map = members.map(|(name, value): (i64, ciborium::Value)| (name.into(), value)).collect();
        let mut bytes = Vec::new();
        ciborium::into_writer(&ciborium::Value::Map(map), &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn keys_of_other_kinds_are_refused() {
        let bytes = |length| ciborium::Value::Bytes(vec![7; length]);
        let failure = |bytes: &[u8]| PublicKey::parse(bytes).err();
        let malformed = Some(WebAuthnError::Malformed("the public key"));
        let x = (-2, bytes(32));
        // P-256 with EdDSA, Ed25519 with ES256, P-384 with ES384 and with ES256, RSA with SHA-1.
        for (kind, algorithm, curve) in [(2, -8, 1), (1, -7, 6), (2, -35, 2), (2, -7, 2), (3, -65535, 1)] {
            let bytes = key(kind, algorithm, &[(-1, curve.into()), x.clone()]);
            assert_eq!(failure(&bytes), Some(WebAuthnError::Algorithm), "{algorithm}");
        }
        // The parameters of an RSA key in a key of another type.
        let point = key(2, -257, &[(-1, bytes(256)), (-2, bytes(3))]);
        assert_eq!(failure(&point), Some(WebAuthnError::Algorithm));
        for bad in [
            key(2, -7, &[(-1, 1.into()), x.clone()]),
            key(2, -7, &[(-1, 1.into()), (-2, bytes(31)), (-3, bytes(32))]),
            key(1, -8, &[(-1, 6.into()), (-2, 7.into())]),
            [key(1, -8, &[(-1, 6.into()), x.clone()]), vec![0]].concat(),
            hex("a0"),
            hex("80"),
            Vec::new(),
        ] {
            assert_eq!(failure(&bad), malformed);
        }
    }

    #[test]
    fn short_rsa_keys_verify_nothing() {
        let modulus = ciborium::Value::Bytes([vec![0xff; 127], vec![1]].concat());
        let bytes = key(3, -257, &[(-1, modulus), (-2, ciborium::Value::Bytes(vec![1, 0, 1]))]);
        let key = PublicKey::parse(&bytes).unwrap();
        assert_eq!(key.verify(b"", &[1; 128]), Err(WebAuthnError::Signature));
    }
}
