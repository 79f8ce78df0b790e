//! The cryptography behind jsonwebtoken: ring, which TLS needs anyway. jsonwebtoken's own backends would add
//! some fifty crates, or a second cryptography library.

use jsonwebtoken::{
    Algorithm, AlgorithmFamily, DecodingKey, DecodingKeyKind, EncodingKey,
    crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils},
    errors::{Error, ErrorKind},
    jwk::EllipticCurve,
    signature::{Error as SignatureError, Signer, Verifier},
};
use ring::{
    hmac,
    rand::SystemRandom,
    rsa::PublicKeyComponents,
    signature::{
        self as ring_signature, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair,
        RsaKeyPair, RsaParameters, UnparsedPublicKey, VerificationAlgorithm,
    },
};

/// The backend, which signs by EdDSA, ES256, RS256 and HS256. It verifies these and the other algorithms of
/// ID tokens. Private keys are PKCS#8.
pub(super) static BACKEND: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| Ok(Box::new(Pair::new(*algorithm, key)?)),
    verifier_factory: |algorithm, key| Ok(Box::new(Public { algorithm: *algorithm, key: key.clone() })),
    key_utils: KeyUtils {
        rsa_pub_components_from_private_key: |der| {
            let pair = rsa_pair(der)?;
            let PublicKeyComponents::<Vec<u8>> { n, e } = pair.public().into();
            Ok((n, e))
        },
        rsa_pub_components_from_public_key: |_| Err(ErrorKind::InvalidKeyFormat.into()),
        ec_pub_components_from_private_key: |der, _| {
            let pair = ec_pair(der)?;
            // An uncompressed point: 4, x, y.
            let point =
                pair.public_key().as_ref().split_at_checked(1).and_then(|(_, xy)| xy.split_at_checked(32));
            let (x, y) = point.ok_or(ErrorKind::InvalidEcdsaKey)?;
            Ok((EllipticCurve::P256, x.to_vec(), y.to_vec()))
        },
        ed_pub_components_from_private_key: |der, _| Ok(ed_pair(der)?.public_key().as_ref().to_vec()),
        compute_digest: |_, _| Err(ErrorKind::UnsupportedAlgorithm.into()),
    },
};

/// A parsed private key.
enum Pair {
    Ed(Ed25519KeyPair),
    Ec(EcdsaKeyPair),
    Rsa(RsaKeyPair),
    Hmac(hmac::Key),
}

impl Pair {
    fn new(algorithm: Algorithm, key: &EncodingKey) -> Result<Self, Error> {
        let bytes = key.as_bytes();
        match (algorithm, key.family()) {
            (Algorithm::EdDSA, AlgorithmFamily::Ed) => ed_pair(bytes).map(Self::Ed),
            (Algorithm::ES256, AlgorithmFamily::Ec) => ec_pair(bytes).map(Self::Ec),
            (Algorithm::RS256, AlgorithmFamily::Rsa) => rsa_pair(bytes).map(Self::Rsa),
            (Algorithm::HS256, AlgorithmFamily::Hmac) => {
                Ok(Self::Hmac(hmac::Key::new(hmac::HMAC_SHA256, bytes)))
            }
            _ => Err(ErrorKind::InvalidKeyFormat.into()),
        }
    }
}

impl Signer<Vec<u8>> for Pair {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, SignatureError> {
        let random = SystemRandom::new();
        match self {
            Self::Ed(pair) => Ok(pair.sign(message).as_ref().to_vec()),
            Self::Ec(pair) => {
                pair.sign(&random, message).map(|signature| signature.as_ref().to_vec()).map_err(refused)
            }
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&ring_signature::RSA_PKCS1_SHA256, &random, message, &mut signature)
                    .map_err(refused)?;
                Ok(signature)
            }
            Self::Hmac(key) => Ok(hmac::sign(key, message).as_ref().to_vec()),
        }
    }
}

impl JwtSigner for Pair {
    fn algorithm(&self) -> Algorithm {
        match self {
            Self::Ed(_) => Algorithm::EdDSA,
            Self::Ec(_) => Algorithm::ES256,
            Self::Rsa(_) => Algorithm::RS256,
            Self::Hmac(_) => Algorithm::HS256,
        }
    }
}

/// A public key, or a secret, for one algorithm.
struct Public {
    algorithm: Algorithm,
    key: DecodingKey,
}

impl Verifier<Vec<u8>> for Public {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), SignatureError> {
        use ring_signature::*;
        let (kind, family) = (self.key.kind(), self.key.family());
        match (kind, family, self.algorithm) {
            (DecodingKeyKind::RsaModulusExponent { n, e }, AlgorithmFamily::Rsa, algorithm) => {
                let parameters = rsa_parameters(algorithm).ok_or_else(SignatureError::new)?;
                RsaPublicKeyComponents { n, e }.verify(parameters, message, signature).map_err(refused)
            }
            (DecodingKeyKind::SecretOrDer(point), AlgorithmFamily::Ec, Algorithm::ES256) => {
                verify(&ECDSA_P256_SHA256_FIXED, point, message, signature)
            }
            (DecodingKeyKind::SecretOrDer(point), AlgorithmFamily::Ec, Algorithm::ES384) => {
                verify(&ECDSA_P384_SHA384_FIXED, point, message, signature)
            }
            (DecodingKeyKind::SecretOrDer(point), AlgorithmFamily::Ed, Algorithm::EdDSA) => {
                verify(&ED25519, point, message, signature)
            }
            (DecodingKeyKind::SecretOrDer(secret), AlgorithmFamily::Hmac, Algorithm::HS256) => {
                // Compares in constant time.
                let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
                hmac::verify(&key, message, signature).map_err(refused)
            }
            _ => Err(SignatureError::new()),
        }
    }
}

impl JwtVerifier for Public {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }
}

fn verify(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    UnparsedPublicKey::new(algorithm, key).verify(message, signature).map_err(refused)
}

fn rsa_parameters(algorithm: Algorithm) -> Option<&'static RsaParameters> {
    Some(match algorithm {
        Algorithm::RS256 => &ring_signature::RSA_PKCS1_2048_8192_SHA256,
        Algorithm::RS384 => &ring_signature::RSA_PKCS1_2048_8192_SHA384,
        Algorithm::RS512 => &ring_signature::RSA_PKCS1_2048_8192_SHA512,
        Algorithm::PS256 => &ring_signature::RSA_PSS_2048_8192_SHA256,
        Algorithm::PS384 => &ring_signature::RSA_PSS_2048_8192_SHA384,
        Algorithm::PS512 => &ring_signature::RSA_PSS_2048_8192_SHA512,
        _ => return None,
    })
}

fn ed_pair(der: &[u8]) -> Result<Ed25519KeyPair, Error> {
    // OpenSSL leaves the public key out, so there may be nothing to compare the private key with.
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).map_err(|_| ErrorKind::InvalidEddsaKey.into())
}

fn ec_pair(der: &[u8]) -> Result<EcdsaKeyPair, Error> {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der, &SystemRandom::new())
        .map_err(|_| ErrorKind::InvalidEcdsaKey.into())
}

/// ring's message for a key under 2048 bits. ring reports the reason only as a string.
pub(super) const TOO_SMALL: &str = "TooSmall";

fn rsa_pair(der: &[u8]) -> Result<RsaKeyPair, Error> {
    RsaKeyPair::from_pkcs8(der).map_err(|error| ErrorKind::InvalidRsaKey(error.to_string()).into())
}

fn refused(_: ring::error::Unspecified) -> SignatureError {
    SignatureError::new()
}
