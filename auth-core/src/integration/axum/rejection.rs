//! The responses to requests without a session, or with a session that a guard refuses.

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, HeaderValue, Method, StatusCode,
    header::{
        ACCEPT, CACHE_CONTROL, CONTENT_TYPE, LOCATION, REFERRER_POLICY, RETRY_AFTER, VARY, WWW_AUTHENTICATE,
        X_CONTENT_TYPE_OPTIONS,
    },
    request::Parts,
};

use crate::{
    app::{auth::Auth, request_sessions::ReadFailure},
    contract::session::SessionData,
    flow::{
        request::{Authorization, original_uri},
        response::{NOSNIFF, SAME_ORIGIN},
    },
};

/// The rejection of a request for a handler that takes a session.
#[derive(Debug)]
#[non_exhaustive]
pub enum SessionRejection {
    /// No user is signed in, and a browser requested a page: 302 to the sign-in page at this URL, which names the page
    /// to return to.
    SignIn(String),
    /// No user is signed in: 401, `{"error":"Unauthorized"}`.
    Unauthorized,
    /// The header `Authorization: Bearer` holds no session, and the application accepts sessions there: 401,
    /// `{"error":"invalid_token"}`, with `WWW-Authenticate: Bearer error="invalid_token"` (RFC 6750, section 3.1).
    InvalidToken,
    /// A page of another site opens a WebSocket: 403, `{"error":"AccessDenied"}`.
    OtherSite,
    /// A callback or the database failed, so the session could not be read: 500, `{"error":"Configuration"}`. The browser
    /// keeps its session, and the cause is in the log.
    Failed,
    /// The database cannot be reached, or does not answer in time: 503, `{"error":"Configuration"}`, with `Retry-After`.
    /// The cause is in the log.
    Unavailable,
}

impl SessionRejection {
    pub(super) fn signed_out<V: SessionData>(auth: &Auth<V>, parts: &Parts) -> Self {
        if auth.erased().settings().bearer_sessions && Authorization::of(&parts.headers).is_bearer() {
            Self::InvalidToken
        } else if is_navigation(parts) {
            Self::SignIn(auth.erased().sign_in_url(auth.prefix_of(&parts.extensions), requested(parts)))
        } else {
            Self::Unauthorized
        }
    }
}

impl From<ReadFailure> for SessionRejection {
    fn from(failure: ReadFailure) -> Self {
        match failure {
            ReadFailure::Unavailable => Self::Unavailable,
            ReadFailure::Failed => Self::Failed,
        }
    }
}

/// Returns path and query as the browser requested them, even in a nested router.
pub(super) fn requested(parts: &Parts) -> &str {
    let uri = original_uri(&parts.uri, &parts.extensions);
    uri.path_and_query().map_or("/", |path| path.as_str())
}

impl IntoResponse for SessionRejection {
    fn into_response(self) -> Response {
        match self {
            Self::SignIn(page) => match HeaderValue::from_str(&page) {
                Ok(page) => (StatusCode::FOUND, [(LOCATION, page), (VARY, VARIES)], NO_STORE).into_response(),
                Err(_) => json(StatusCode::UNAUTHORIZED, "Unauthorized"),
            },
            Self::Unauthorized => json(StatusCode::UNAUTHORIZED, "Unauthorized"),
            Self::InvalidToken => invalid_token(),
            Self::OtherSite => json(StatusCode::FORBIDDEN, "AccessDenied"),
            Self::Failed => json(StatusCode::INTERNAL_SERVER_ERROR, "Configuration"),
            Self::Unavailable => unavailable("Configuration"),
        }
    }
}

/// The rejection of a request for a handler that takes a [`Guard`](super::Guard).
#[derive(Debug)]
#[non_exhaustive]
pub enum GuardRejection {
    /// There is no session.
    Session(SessionRejection),
    /// The guard refused, and a browser requested a page: 403 with this page.
    DeniedPage(Response),
    /// The guard refused: 403, `{"error":"AccessDenied"}`.
    Denied,
}

impl GuardRejection {
    pub(super) fn denied<V: SessionData>(auth: &Auth<V>, parts: &Parts) -> Self {
        if is_navigation(parts) {
            Self::DeniedPage(auth.erased().access_denied(&parts.headers).map(Body::from))
        } else {
            Self::Denied
        }
    }
}

impl IntoResponse for GuardRejection {
    fn into_response(self) -> Response {
        match self {
            Self::Session(rejection) => rejection.into_response(),
            Self::DeniedPage(page) => page,
            Self::Denied => json(StatusCode::FORBIDDEN, "AccessDenied"),
        }
    }
}

pub(super) const VARIES: HeaderValue = HeaderValue::from_static("accept, cookie, sec-fetch-mode");
pub(super) const NO_STORE: [(http::HeaderName, HeaderValue); 3] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (X_CONTENT_TYPE_OPTIONS, NOSNIFF),
    (REFERRER_POLICY, SAME_ORIGIN),
];

/// Responds with 503: the same request may succeed in a second.
pub(super) fn unavailable(error: &'static str) -> Response {
    ([(RETRY_AFTER, "1")], json(StatusCode::SERVICE_UNAVAILABLE, error)).into_response()
}

/// Responds with `{"error": …}`.
pub(super) fn json(status: StatusCode, error: &'static str) -> Response {
    let body = serde_json::json!({ "error": error }).to_string();
    (status, [(CONTENT_TYPE, "application/json")], NO_STORE, body).into_response()
}

/// Returns `true` if a browser requests a page: `Sec-Fetch-Mode` is `navigate`, or without that header, HTML is
/// accepted.
pub(super) fn is_navigation(parts: &Parts) -> bool {
    matches!(parts.method, Method::GET | Method::HEAD) && accepts_page(parts)
}

/// Returns `true` if the response to a request is shown as a page, whatever its method.
pub(super) fn accepts_page(parts: &Parts) -> bool {
    let header = |headers: &HeaderMap, name| {
        headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    match header(&parts.headers, http::HeaderName::from_static("sec-fetch-mode")) {
        Some(mode) => mode == "navigate",
        None => header(&parts.headers, ACCEPT).is_some_and(|accept| accept.contains("text/html")),
    }
}

/// Returns the value of `WWW-Authenticate` for an error of RFC 6750 or RFC 9470, with further members; `None` if a member
/// has a character that no header can have.
pub(super) fn challenge(error: &str, members: &[(&str, &str)]) -> Option<HeaderValue> {
    let mut challenge = format!("Bearer error=\"{error}\"");
    for (name, value) in members {
        challenge += &format!(", {name}=\"{value}\"");
    }
    HeaderValue::try_from(challenge).ok()
}

/// Responds to a bearer that is not accepted.
pub(super) fn invalid_token() -> Response {
    let mut response = json(StatusCode::UNAUTHORIZED, "invalid_token");
    if let Some(challenge) = challenge("invalid_token", &[]) {
        response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    }
    response.headers_mut().insert(VARY, HeaderValue::from_static("authorization"));
    response
}
