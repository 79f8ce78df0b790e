//! Errors between this server and a provider.

use std::sync::Arc;

use http::StatusCode;

use super::id_token::IdTokenError;
use crate::{contract::BoxError, http::HttpError, json::ForeignJsonError};

/// An error between this server and a provider. It is for the log, and contains no token, code or secret.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OAuthError {
    /// There was no response.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The request could not be built: its URL or a header is invalid.
    #[error("the request to the provider could not be built")]
    Request(#[from] http::Error),
    /// The status of the response is not the expected one.
    #[error("{what}: the provider responded with status {status}")]
    Status { what: &'static str, status: StatusCode },
    /// The response is not the expected JSON.
    #[error("{what}: the provider's response is not the expected JSON")]
    Json { what: &'static str },
    /// A member of the response does not fit.
    #[error("{what}: the provider's response is not the expected JSON: {error}")]
    Member { what: &'static str, error: ForeignJsonError },
    /// The metadata belongs to another issuer.
    #[error("discovery: the provider's metadata names the issuer {found:?} instead of {expected:?}")]
    Issuer { found: String, expected: String },
    /// The provider has no such secure endpoint, and none is configured.
    #[error("the provider's metadata has no {0}, and none is configured")]
    Endpoint(&'static str),
    /// A placeholder has no value, because the token endpoint returned none.
    #[error("the response of the token endpoint has no member for `{0}`")]
    Placeholder(String),
    /// The browser returned with something that is not a valid response to its authorization request.
    #[error("the authorization response is not valid: {0}")]
    Response(&'static str),
    /// The token endpoint refused the request.
    #[error("the token endpoint refused the request with {error:?} ({description:?})")]
    Refused { error: String, description: Option<String> },
    /// The token endpoint returned tokens that cannot be used.
    #[error("the response of the token endpoint is not valid: {0}")]
    Tokens(&'static str),
    /// The ID token is not valid.
    #[error("the ID token is not valid: {0}")]
    IdToken(#[from] IdTokenError),
    /// The signed response of the userinfo endpoint is not valid.
    #[error("the signed response of the userinfo endpoint is not valid: {0}")]
    UserInfo(#[source] IdTokenError),
    /// The logout token is not valid.
    #[error("the logout token is not valid: {0}")]
    LogoutToken(#[source] IdTokenError),
    /// The logout token was used before.
    #[error("the logout token was used before")]
    LogoutRepeated,
    /// The subject of the userinfo endpoint is not that of the ID token.
    #[error("the userinfo endpoint returned another subject than the ID token")]
    Subject,
    /// The metadata or the keys of the provider could not be fetched. Several sign-ins share this error.
    #[error(transparent)]
    Shared(#[from] Arc<OAuthError>),
    /// A refresh returned an ID token of another user, or of another issuer.
    #[error("the ID token of the refresh has another `{0}` than the one before")]
    Refreshed(&'static str),
    /// The client assertion or the client secret could not be signed.
    #[error("the client assertion could not be signed")]
    Assertion(#[source] BoxError),
    /// A further request for the profile failed.
    #[error("the profile could not be completed")]
    Complete(#[source] BoxError),
}
