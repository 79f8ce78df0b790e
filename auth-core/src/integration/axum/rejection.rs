//! What a request without the right session is answered.

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, HeaderValue, Method, StatusCode,
    header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, LOCATION, VARY},
    request::Parts,
};

use super::extract::requested;
use crate::{app::auth::Auth, contract::session::SessionData, flow::error::AuthError};

/// Why a handler that wants a session does not run.
#[derive(Debug)]
#[non_exhaustive]
pub enum SessionRejection {
    /// Nobody is signed in, and a browser asked for a page: 302 to the sign-in page, with the way back.
    SignIn(String),
    /// Nobody is signed in: 401, `{"error":"Unauthorized"}`.
    Unauthorized,
    /// The session could not be read: 500, `{"error":"Configuration"}`. The cause is in the log.
    Failed,
}

impl SessionRejection {
    pub(super) fn signed_out<V: SessionData>(auth: &Auth<V>, parts: &Parts) -> Self {
        if is_navigation(parts) {
            Self::SignIn(auth.erased().sign_in_url(requested(parts)))
        } else {
            Self::Unauthorized
        }
    }

    pub(super) fn failed(error: &AuthError) -> Self {
        error.log();
        Self::Failed
    }
}

impl IntoResponse for SessionRejection {
    fn into_response(self) -> Response {
        match self {
            Self::SignIn(page) => match HeaderValue::from_str(&page) {
                Ok(page) => (StatusCode::FOUND, [(LOCATION, page), (VARY, VARIES)], NO_STORE).into_response(),
                Err(_) => json(StatusCode::UNAUTHORIZED, "Unauthorized"),
            },
            Self::Unauthorized => json(StatusCode::UNAUTHORIZED, "Unauthorized"),
            Self::Failed => json(StatusCode::INTERNAL_SERVER_ERROR, "Configuration"),
        }
    }
}

/// Why a guarded handler does not run.
#[derive(Debug)]
#[non_exhaustive]
pub enum GuardRejection {
    /// There is no session.
    Session(SessionRejection),
    /// The guard said no to a browser: 403 with the page that says so.
    DeniedPage(Response),
    /// The guard said no: 403, `{"error":"AccessDenied"}`.
    Denied,
}

impl GuardRejection {
    pub(super) fn denied<V: SessionData>(auth: &Auth<V>, parts: &Parts) -> Self {
        if is_navigation(parts) {
            Self::DeniedPage(auth.erased().access_denied().map(Body::from))
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

const VARIES: HeaderValue = HeaderValue::from_static("accept, cookie, sec-fetch-mode");
const NO_STORE: [(http::HeaderName, HeaderValue); 1] =
    [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];

pub(super) fn json(status: StatusCode, error: &'static str) -> Response {
    let body = serde_json::json!({ "error": error }).to_string();
    (status, [(CONTENT_TYPE, "application/json")], NO_STORE, body).into_response()
}

/// Whether a browser asks for a page: it says so by `Sec-Fetch-Mode`, or prefers HTML.
fn is_navigation(parts: &Parts) -> bool {
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return false;
    }
    let header = |headers: &HeaderMap, name| {
        headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    match header(&parts.headers, http::HeaderName::from_static("sec-fetch-mode")) {
        Some(mode) => mode == "navigate",
        None => header(&parts.headers, ACCEPT).is_some_and(|accept| accept.contains("text/html")),
    }
}
