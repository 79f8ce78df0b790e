//! How a client says who it is at the token endpoint.

/// The method of client authentication (OpenID Connect Core section 9) where the client has a secret.
///
/// With a private key it is `private_key_jwt`, without any credential `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthMethod {
    /// `client_secret_basic`: the header `Authorization`.
    Basic,
    /// `client_secret_post`: in the body.
    Post,
    /// `client_secret_jwt`: an assertion signed with the secret by HS256.
    SecretJwt,
    /// Whatever the definition's token parameters say, and nothing else.
    Custom,
}
