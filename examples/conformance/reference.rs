//! Behaviour of the reference that this library does not have. The rest of these responses can be compared without it.
//!
//! After an error, the reference keeps the cookies of the checks, with which the sign-in could be tried again. It deletes
//! the session cookie of another key, which this library leaves to the instance that has the key.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{
        HeaderValue,
        header::{COOKIE, LOCATION, SET_COOKIE},
    },
    middleware::Next,
    response::Response,
};

/// Deletes the session cookies of a request for a session if there is none.
pub async fn delete_unknown_sessions(request: Request, next: Next) -> Response {
    if !request.uri().path().ends_with("/session") {
        return next.run(request).await;
    }
    let cookies = request.headers().get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let names = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| cookie.split('=').next());
    let of_session: Vec<String> = names
        .map(str::trim)
        .filter(|name| name.contains("authjs.session-token"))
        .map(str::to_owned)
        .collect();
    let (mut parts, body) = next.run(request).await.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let sets = |cookie: &HeaderValue| cookie.to_str().is_ok_and(|cookie| cookie.contains("session-token"));
    if body == "null" && parts.status.is_success() && !parts.headers.get_all(SET_COOKIE).iter().any(sets) {
        for name in of_session {
            let secure = if name.starts_with("__Secure-") { "; Secure" } else { "" };
            let deletion = format!("{name}=; HttpOnly; SameSite=Lax{secure}; Path=/; Max-Age=0");
            if let Ok(deletion) = HeaderValue::from_str(&deletion) {
                parts.headers.append(SET_COOKIE, deletion);
            }
        }
    }
    Response::from_parts(parts, Body::from(body))
}

/// The cookies of the checks, without their prefixes.
const CHECKS: [&str; 3] = ["authjs.state=;", "authjs.pkce.code_verifier=;", "authjs.nonce=;"];

/// Removes the deletions of check cookies from a response that reports an error.
pub async fn keep_checks(mut response: Response) -> Response {
    let location = response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
    if location.is_some_and(|location| !location.contains("error=")) {
        return response;
    }
    let deletes_check = |cookie: &HeaderValue| {
        cookie.to_str().is_ok_and(|cookie| CHECKS.iter().any(|check| cookie.contains(check)))
    };
    let cookies: Vec<_> = response.headers().get_all(SET_COOKIE).iter().cloned().collect();
    response.headers_mut().remove(SET_COOKIE);
    for cookie in cookies.into_iter().filter(|cookie| !deletes_check(cookie)) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
