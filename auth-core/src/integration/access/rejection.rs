//! The responses to requests without a session, or with a session that a guard refuses.

use std::convert::Infallible;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Method, Response, StatusCode,
    header::{
        ACCEPT, CACHE_CONTROL, CONTENT_TYPE, LOCATION, REFERRER_POLICY, RETRY_AFTER, VARY, WWW_AUTHENTICATE,
        X_CONTENT_TYPE_OPTIONS,
    },
    request::Parts,
};

use crate::{
    app::{auth::Auth, request_sessions::ReadFailure},
    contract::{readable::debug_by_message, session::SessionData},
    flow::{
        request::{Authorization, original_uri},
        response::{NOSNIFF, SAME_ORIGIN},
    },
};

/// A response that is complete.
pub type Reply = Response<Bytes>;

/// The reason why a handler does not run, which has a response of its own in every framework.
pub trait Refusal {
    /// Returns the response.
    fn reply(&self) -> Reply;
}

impl Refusal for Infallible {
    fn reply(&self) -> Reply {
        match *self {}
    }
}

/// The rejection of a request for a handler that takes a session.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum SessionRejection {
    /// No user is signed in, and a browser requested a page: 302 to the sign-in page at this URL, which names the page
    /// to return to.
    #[error("no user is signed in")]
    SignIn(String),
    /// No user is signed in: 401, `{"error":"Unauthorized"}`.
    #[error("no user is signed in")]
    Unauthorized,
    /// The header `Authorization: Bearer` holds no session, and the application accepts sessions there: 401,
    /// `{"error":"invalid_token"}`, with `WWW-Authenticate: Bearer error="invalid_token"` (RFC 6750, section 3.1).
    #[error("the header `Authorization` holds no session")]
    InvalidToken,
    /// A page of another site opens a WebSocket: 403, `{"error":"AccessDenied"}`.
    #[error("a page of another site opens a WebSocket")]
    OtherSite,
    /// A callback or the database failed, so the session could not be read: 500, `{"error":"Configuration"}`. The browser
    /// keeps its session, and the cause is in the log.
    #[error("the session cannot be read")]
    Failed,
    /// The database cannot be reached, or does not answer in time: 503, `{"error":"Configuration"}`, with `Retry-After`.
    /// The cause is in the log.
    #[error("the database is unavailable")]
    Unavailable,
}

debug_by_message!(GuardRejection, SessionRejection);

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

impl Refusal for SessionRejection {
    fn reply(&self) -> Reply {
        match self {
            Self::SignIn(page) => {
                redirect(page).unwrap_or_else(|| json(StatusCode::UNAUTHORIZED, "Unauthorized"))
            }
            Self::Unauthorized => json(StatusCode::UNAUTHORIZED, "Unauthorized"),
            Self::InvalidToken => invalid_token(),
            Self::OtherSite => json(StatusCode::FORBIDDEN, "AccessDenied"),
            Self::Failed => json(StatusCode::INTERNAL_SERVER_ERROR, "Configuration"),
            Self::Unavailable => unavailable("Configuration"),
        }
    }
}

/// The rejection of a request for a handler that takes a [`Guard`](super::Guard).
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum GuardRejection {
    /// There is no session.
    #[error(transparent)]
    Session(#[from] SessionRejection),
    /// The guard refused, and a browser requested a page: 403 with this page.
    #[error("a guard has refused the session")]
    DeniedPage(Box<Reply>),
    /// The guard refused: 403, `{"error":"AccessDenied"}`.
    #[error("a guard has refused the session")]
    Denied,
}

impl GuardRejection {
    pub(super) fn denied<V: SessionData>(auth: &Auth<V>, parts: &Parts) -> Self {
        if is_navigation(parts) {
            Self::DeniedPage(Box::new(auth.erased().access_denied(&parts.headers)))
        } else {
            Self::Denied
        }
    }
}

impl Refusal for GuardRejection {
    fn reply(&self) -> Reply {
        match self {
            Self::Session(rejection) => rejection.reply(),
            Self::DeniedPage(page) => Reply::clone(page),
            Self::Denied => json(StatusCode::FORBIDDEN, "AccessDenied"),
        }
    }
}

pub(super) const VARIES: HeaderValue = HeaderValue::from_static("accept, cookie, sec-fetch-mode");

/// Responds with a status, and keeps the response out of caches.
fn unstored(status: StatusCode, body: Bytes) -> Reply {
    let mut reply = Response::new(body);
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    headers.insert(REFERRER_POLICY, SAME_ORIGIN);
    reply
}

/// Sends a browser to a page; `None` if its URL has a character that no header can have.
pub(super) fn redirect(page: &str) -> Option<Reply> {
    let page = HeaderValue::from_str(page).ok()?;
    let mut reply = unstored(StatusCode::FOUND, Bytes::new());
    reply.headers_mut().insert(LOCATION, page);
    reply.headers_mut().insert(VARY, VARIES);
    Some(reply)
}

/// Responds with 503: the same request may succeed in a second.
pub(super) fn unavailable(error: &'static str) -> Reply {
    let mut reply = json(StatusCode::SERVICE_UNAVAILABLE, error);
    reply.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
    reply
}

/// Responds with `{"error": …}`.
pub(super) fn json(status: StatusCode, error: &'static str) -> Reply {
    let body = serde_json::json!({ "error": error }).to_string();
    let mut reply = unstored(status, body.into());
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    reply
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
pub(super) fn invalid_token() -> Reply {
    let mut response = json(StatusCode::UNAUTHORIZED, "invalid_token");
    if let Some(challenge) = challenge("invalid_token", &[]) {
        response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    }
    response.headers_mut().insert(VARY, HeaderValue::from_static("authorization"));
    response
}
