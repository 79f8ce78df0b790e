//! ID tokens: which algorithms they may be signed by.

/// An algorithm of ID tokens (RFC 7518 section 3.1, RFC 8037).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdTokenAlgorithm {
    /// RSA with PKCS#1 v1.5 padding and SHA-256.
    RS256,
    /// RSA with PKCS#1 v1.5 padding and SHA-384.
    RS384,
    /// RSA with PKCS#1 v1.5 padding and SHA-512.
    RS512,
    /// RSA with PSS padding and SHA-256.
    PS256,
    /// RSA with PSS padding and SHA-384.
    PS384,
    /// RSA with PSS padding and SHA-512.
    PS512,
    /// ECDSA on P-256.
    ES256,
    /// ECDSA on P-384.
    ES384,
    /// Ed25519.
    EdDSA,
    /// HMAC with SHA-256 under the client secret.
    HS256,
}
