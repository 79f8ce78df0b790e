//! Protects the forms of this application against other sites (CSRF). The routes of `auth` have a token of
//! their own.
//!
//! Session cookies are `SameSite=Lax`, so other sites' forms come without a session; but a host beside this one,
//! under the same domain, counts as the same site. Browsers say in `Sec-Fetch-Site` who sends a request, and older ones in `Origin`. A
//! client that sends neither is no browser, and has no cookies that somebody else could abuse.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header::ORIGIN},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Lets only this site's own pages change anything.
pub async fn same_origin(State(origin): State<Arc<str>>, request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_ours(request.headers(), &origin) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "this form belongs to another site").into_response()
    }
}

fn is_ours(headers: &HeaderMap, origin: &str) -> bool {
    match (headers.get("sec-fetch-site"), headers.get(ORIGIN)) {
        (Some(site), _) => site == "same-origin",
        (None, Some(sender)) => sender == origin,
        (None, None) => true,
    }
}
