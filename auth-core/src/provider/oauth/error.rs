//! Why a provider could not be dealt with.

use http::StatusCode;

use super::id_token::IdTokenError;
use crate::{contract::BoxError, http::HttpError};

/// What went wrong between this server and a provider. It is for the log, and holds no token, code or secret.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OAuthError {
    /// There was no answer.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// A request could not be made: a URL or a header that is none.
    #[error("the request to the provider cannot be made")]
    Request(#[from] http::Error),
    /// An answer with a status that says no.
    #[error("{what}: the provider answered with status {status}")]
    Status { what: &'static str, status: StatusCode },
    /// An answer that is not the JSON it ought to be.
    #[error("{what}: the provider's answer is not the expected JSON")]
    Json { what: &'static str },
    /// The metadata is that of another issuer.
    #[error("discovery: the provider's metadata names another issuer than the configured one")]
    Issuer,
    /// The provider has no such endpoint, and none is configured.
    #[error("the provider's metadata has no {0}, and none is configured")]
    Endpoint(&'static str),
    /// A placeholder for which the token endpoint sent nothing.
    #[error("the answer of the token endpoint has no member for `{0}`")]
    Placeholder(String),
    /// The browser came back with something that is no authorization response to its request.
    #[error("the authorization response is not valid: {0}")]
    Response(&'static str),
    /// The token endpoint refused.
    #[error("the token endpoint refused with {error:?} ({description:?})")]
    Refused { error: String, description: Option<String> },
    /// The token endpoint sent tokens that cannot be used.
    #[error("the answer of the token endpoint is not valid: {0}")]
    Tokens(&'static str),
    /// The ID token is not valid.
    #[error("the ID token is not valid: {0}")]
    IdToken(#[from] IdTokenError),
    /// The subject of the userinfo endpoint is not that of the ID token.
    #[error("the userinfo endpoint speaks of another subject than the ID token")]
    Subject,
    /// The client assertion or the client secret could not be signed.
    #[error("the client assertion could not be signed")]
    Assertion(#[source] BoxError),
    /// Further requests about the profile failed.
    #[error("the profile could not be completed")]
    Complete(#[source] BoxError),
}
