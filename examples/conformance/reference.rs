//! Behaviour of the reference that this library does not have. The rest of these responses can be compared without it.
//!
//! After an error, the reference keeps the cookies of the checks, with which the sign-in could be tried again. It deletes
//! the session cookie of another key, which this library leaves to the instance that has the key. It takes a mail that
//! the server refuses for a wrong configuration, of which this library tells the visitor to mend the address.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{
        HeaderValue,
        header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE},
    },
    middleware::Next,
    response::Response,
};

use crate::environment::variable;

/// Deletes the session cookies of a request for a session if there is none.
pub async fn delete_unknown_sessions(request: Request, next: Next) -> Response {
    if !request.uri().path().ends_with("/session") {
        return next.run(request).await;
    }
    let name = if is_https(&request) { "__Secure-authjs.session-token" } else { "authjs.session-token" };
    let cookies = request.headers().get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let names = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| cookie.split('=').next());
    let of_session: Vec<String> = names
        .map(str::trim)
        .filter(|cookie| {
            cookie.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
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

/// Returns `true` if browsers reach the server by https.
fn is_https(request: &Request) -> bool {
    match variable("AUTH_URL") {
        Some(url) => url.starts_with("https:"),
        None => request
            .headers()
            .get("x-forwarded-proto")
            .is_some_and(|scheme| scheme.as_bytes().starts_with(b"https")),
    }
}

/// Reports a refused mail as a wrong configuration.
pub async fn hide_refused_mails(response: Response) -> Response {
    const OURS: [&str; 2] = ["/signin?error=EmailSignin", "/error?error=EmailUnavailable"];
    let (mut parts, body) = response.into_parts();
    let location = parts.headers.get(LOCATION).and_then(|location| location.to_str().ok());
    let theirs = |text: &str| {
        OURS.iter().fold(text.to_owned(), |text, ours| text.replace(ours, "/error?error=Configuration"))
    };
    if let Some(Ok(location)) = location.map(|location| HeaderValue::from_str(&theirs(location))) {
        parts.headers.insert(LOCATION, location);
    }
    let is_json =
        parts.headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if !is_json {
        return Response::from_parts(parts, body);
    }
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(theirs(&String::from_utf8_lossy(&body))))
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
