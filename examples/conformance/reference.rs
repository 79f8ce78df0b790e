//! Behaviour of the reference that this library does not have: after an error, the reference keeps the cookies of the
//! checks, with which the sign-in could be tried again. The rest of these responses can be compared without them.

use axum::{
    http::{HeaderValue, header::LOCATION, header::SET_COOKIE},
    response::Response,
};

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
