//! Protects the forms of this application against other sites (CSRF). The routes of `auth` have their own
//! token.
//!
//! Session cookies are `SameSite=Lax`, so forms of other sites arrive without a session. But another host under
//! the same domain counts as the same site. Browsers send the origin of a request in `Sec-Fetch-Site`, and older
//! ones in `Origin`. A client that sends neither is not a browser, and has no cookies for other sites to abuse.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header::ORIGIN},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Accepts requests that change something only from this site's own pages.
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
