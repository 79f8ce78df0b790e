//! Behaviour of the reference that this library does not have. The rest of these responses can be compared without it.
//!
//! After an error, the reference keeps the cookies of the checks, with which the sign-in could be tried again. It deletes
//! the session cookie of another key, which this library leaves to the instance that has the key. It takes a mail that
//! the server refuses for a wrong configuration, of which this library tells the visitor to mend the address.

use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE},
};

use crate::environment::variable;

/// A request, as far as the reference responds to it in its own way.
pub struct Asked {
    /// The names of the session cookies of a request for a session; `None` of any other.
    session_cookies: Option<Vec<String>>,
}

impl Asked {
    /// Reads a request.
    pub fn of(path: &str, headers: &HeaderMap) -> Self {
        Self { session_cookies: path.ends_with("/session").then(|| session_cookies(headers)) }
    }

    /// Changes a response to that of the reference, and returns its body.
    pub fn mend(&self, status: StatusCode, headers: &mut HeaderMap, body: Vec<u8>) -> Vec<u8> {
        keep_checks(headers);
        let body = hide_refused_mails(headers, body);
        if let Some(names) = &self.session_cookies
            && status.is_success()
            && body == b"null"
        {
            delete_unknown_session(headers, names);
        }
        body
    }
}

/// Returns the names of the session cookies of a request.
fn session_cookies(headers: &HeaderMap) -> Vec<String> {
    let name = if is_https(headers) { "__Secure-authjs.session-token" } else { "authjs.session-token" };
    let cookies = headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let names = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| cookie.split('=').next());
    let of_session = |cookie: &&str| {
        cookie.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    names.map(str::trim).filter(of_session).map(str::to_owned).collect()
}

/// Returns `true` if browsers reach the server by https.
fn is_https(headers: &HeaderMap) -> bool {
    match variable("AUTH_URL") {
        Some(url) => url.starts_with("https:"),
        None => {
            headers.get("x-forwarded-proto").is_some_and(|scheme| scheme.as_bytes().starts_with(b"https"))
        }
    }
}

/// Deletes the session cookies of a request for a session if there is none.
fn delete_unknown_session(headers: &mut HeaderMap, names: &[String]) {
    let sets = |cookie: &HeaderValue| cookie.to_str().is_ok_and(|cookie| cookie.contains("session-token"));
    if headers.get_all(SET_COOKIE).iter().any(sets) {
        return;
    }
    for name in names {
        let secure = if name.starts_with("__Secure-") { "; Secure" } else { "" };
        let deletion = format!("{name}=; HttpOnly; SameSite=Lax{secure}; Path=/; Max-Age=0");
        if let Ok(deletion) = HeaderValue::from_str(&deletion) {
            headers.append(SET_COOKIE, deletion);
        }
    }
}

/// Reports a refused mail as a wrong configuration.
fn hide_refused_mails(headers: &mut HeaderMap, body: Vec<u8>) -> Vec<u8> {
    const OURS: [&str; 2] = ["/signin?error=EmailSignin", "/error?error=EmailUnavailable"];
    let theirs = |text: &str| {
        OURS.iter().fold(text.to_owned(), |text, ours| text.replace(ours, "/error?error=Configuration"))
    };
    let location = headers.get(LOCATION).and_then(|location| location.to_str().ok());
    if let Some(Ok(location)) = location.map(|location| HeaderValue::from_str(&theirs(location))) {
        headers.insert(LOCATION, location);
    }
    match headers.get(CONTENT_TYPE) {
        Some(kind) if kind.as_bytes().starts_with(b"application/json") => {
            theirs(&String::from_utf8_lossy(&body)).into_bytes()
        }
        _ => body,
    }
}

/// The cookies of the checks, without their prefixes.
const CHECKS: [&str; 3] = ["authjs.state=;", "authjs.pkce.code_verifier=;", "authjs.nonce=;"];

/// Removes the deletions of check cookies from a response that reports an error.
fn keep_checks(headers: &mut HeaderMap) {
    let location = headers.get(LOCATION).and_then(|location| location.to_str().ok());
    if location.is_some_and(|location| !location.contains("error=")) {
        return;
    }
    let deletes_check = |cookie: &HeaderValue| {
        cookie.to_str().is_ok_and(|cookie| CHECKS.iter().any(|check| cookie.contains(check)))
    };
    let cookies: Vec<_> = headers.get_all(SET_COOKIE).iter().cloned().collect();
    headers.remove(SET_COOKIE);
    for cookie in cookies.into_iter().filter(|cookie| !deletes_check(cookie)) {
        headers.append(SET_COOKIE, cookie);
    }
}
