//! Errors between this server and a provider.

use std::{fmt, sync::Arc};

use http::StatusCode;

use super::{id_token::IdTokenError, issuer::OtherIssuer};
use crate::{contract::BoxError, http::HttpError, json::ForeignJsonError};

/// The maximum length of a string from a provider in an error, in characters.
const MAX_LENGTH: usize = 300;

/// An error between this server and a provider. It is for the log, and contains no token, code, secret or claim of a
/// user. It names the document and the member at fault. An error that is part of the text is not its source as well, so
/// that no text is logged twice.
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
    #[error("{what}: the provider's response is not the expected JSON: {cause}")]
    Json { what: &'static str, cause: ForeignJsonError },
    /// The response is JSON, but not an object, or has none at the place where the object is expected.
    #[error("{what}: the provider's response is not the expected JSON: it has no object at {pointer:?}")]
    Object { what: &'static str, pointer: String },
    /// The metadata belongs to another issuer.
    #[error("discovery: the provider's metadata names another issuer than the configured one: {0}")]
    Issuer(OtherIssuer),
    /// The provider has no such secure endpoint, and none is configured.
    #[error("the provider's metadata has no {0}, and none is configured")]
    Endpoint(&'static str),
    /// A placeholder has no value, because the token endpoint returned none.
    #[error("the response of the token endpoint has no member for `{0}`")]
    Placeholder(String),
    /// The browser returned with something that is not a valid response to its authorization request.
    #[error("the authorization response is not valid: {0}")]
    Response(&'static str),
    /// The browser returned with the response of another issuer.
    #[error("the authorization response is not valid: `iss` is another issuer: {0}")]
    ResponseIssuer(OtherIssuer),
    /// The token endpoint refused the request.
    #[error("the token endpoint refused the request with {} ({})", Quoted(Some(error)), Quoted(description.as_deref()))]
    Refused { error: String, description: Option<String> },
    /// The token endpoint returned tokens that cannot be used.
    #[error("the response of the token endpoint is not valid: its member `{0}` is missing or wrong")]
    Tokens(&'static str),
    /// The ID token is not valid.
    #[error("the ID token is not valid: {0}")]
    IdToken(IdTokenError),
    /// The signed response of the userinfo endpoint is not valid.
    #[error("the signed response of the userinfo endpoint is not valid: {0}")]
    UserInfo(IdTokenError),
    /// The logout token is not valid.
    #[error("the logout token is not valid: {0}")]
    LogoutToken(IdTokenError),
    /// The logout token was used before.
    #[error("the logout token was used before")]
    LogoutRepeated,
    /// The logout token names a session of the provider in which no known sign-in has taken place, and no subject.
    #[error("the logout token names a session (`sid`) in which no sign-in is known, and no subject (`sub`)")]
    LogoutUnknown,
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

impl OAuthError {
    /// Reports the error of a signed message as that of another kind of message than an ID token.
    pub(super) fn of_token(self, kind: fn(IdTokenError) -> Self) -> Self {
        match self {
            Self::IdToken(error) => kind(error),
            other => other,
        }
    }
}

impl From<IdTokenError> for OAuthError {
    fn from(error: IdTokenError) -> Self {
        Self::IdToken(error)
    }
}

/// A string from a provider, shortened and escaped.
struct Quoted<'q>(Option<&'q str>);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(string) = self.0 else { return f.write_str("no description") };
        write!(f, "{:?}", string.chars().take(MAX_LENGTH).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;
    use crate::jose::JoseError;

    #[test]
    fn no_text_is_logged_twice() {
        let wrong = || IdTokenError::Jose(JoseError::Signature);
        let shared = OAuthError::Shared(Arc::new(OAuthError::IdToken(wrong())));
        for error in [OAuthError::IdToken(wrong()), OAuthError::UserInfo(wrong()), shared] {
            assert!(error.to_string().ends_with("the token's signature is wrong"), "{error}");
            assert!(error.source().is_none(), "{error}");
        }
    }

    #[test]
    fn a_refusal_is_one_short_line() {
        let description = Some(format!("it is\n{}", "x".repeat(100_000)));
        let error = OAuthError::Refused { error: "invalid_grant".to_owned(), description }.to_string();
        assert!(
            error.starts_with(r#"the token endpoint refused the request with "invalid_grant" ("it is\nxxx"#)
        );
        assert!(error.len() < 400);
    }
}
