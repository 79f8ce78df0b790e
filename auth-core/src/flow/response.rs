//! The result of an action as an HTTP response.

use std::borrow::Cow;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{
        ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, EXPIRES, HeaderName, LOCATION, PRAGMA,
        REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
    },
};
use percent_encoding::{CONTROLS, utf8_percent_encode};

use crate::{cookie::jar::CookieJar, page::Page};

/// The result of an action.
pub(crate) enum Answer {
    /// A redirect to a URL.
    Redirect(String),
    /// JSON that must not be cached.
    Json(StatusCode, String),
    /// JSON that a browser saves as a file.
    Download { name: &'static str, json: String },
    /// A page.
    Page(Page),
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");

pub(crate) const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");
pub(crate) const SAME_ORIGIN: HeaderValue = HeaderValue::from_static("same-origin");

const NO_STORE: [(HeaderName, HeaderValue); 3] = [
    (CACHE_CONTROL, HeaderValue::from_static("private, no-cache, no-store")),
    (EXPIRES, HeaderValue::from_static("0")),
    (PRAGMA, HeaderValue::from_static("no-cache")),
];

impl Answer {
    /// JSON with status 200 that must not be cached.
    pub(crate) fn json(body: impl Into<String>) -> Self {
        Self::Json(StatusCode::OK, body.into())
    }

    /// Builds the response. With `return_redirect` (the header `X-Auth-Return-Redirect`), a redirect becomes JSON, for
    /// scripts that cannot see the target of a redirect.
    pub(crate) fn into_response(self, return_redirect: bool) -> Response<Bytes> {
        let mut response = match self {
            Self::Redirect(to) => redirect(&to, return_redirect),
            Self::Json(status, body) => json(status, body),
            Self::Download { name, json: body } => download(name, body),
            Self::Page(page) => html(page),
        };
        response.headers_mut().extend(NO_STORE);
        response
    }
}

/// Adds the headers that every response has: no type is guessed, no other site learns the URL, which may contain a token,
/// and no response is cached unless it says so itself.
pub(crate) fn secured(mut response: Response<Bytes>) -> Response<Bytes> {
    let headers = response.headers_mut();
    if !headers.contains_key(CACHE_CONTROL) {
        headers.extend(NO_STORE);
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    headers.entry(REFERRER_POLICY).or_insert(SAME_ORIGIN);
    response
}

/// Keeps a response with cookies of one user out of shared caches, whatever the application allows them: `Set-Cookie`
/// alone does not (RFC 9111 section 3).
pub(crate) fn forbid_shared_caching(headers: &mut HeaderMap) {
    let directives = headers.get_all(CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
    let directives: Vec<&str> = directives.flat_map(|value| value.split(',')).map(str::trim).collect();
    let has = |name: &str| directives.iter().any(|directive| directive.eq_ignore_ascii_case(name));
    let is_private = has("no-store") || has("private") && !has("public");
    if !is_private {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private"));
    }
    // These take the place of `Cache-Control` in caches that know them (RFC 9213).
    let targeted = |name: &&HeaderName| {
        name.as_str().ends_with("-cache-control")
            || matches!(name.as_str(), "surrogate-control" | "x-accel-expires")
    };
    let targeted: Vec<HeaderName> = headers.keys().filter(targeted).cloned().collect();
    for name in targeted {
        headers.remove(name);
    }
    let varies = headers.get_all(VARY).iter().filter_map(|value| value.to_str().ok());
    let covers = |name: &str| name == "*" || name.eq_ignore_ascii_case("cookie");
    if !varies.flat_map(|value| value.split(',')).any(|name| covers(name.trim())) {
        headers.append(VARY, HeaderValue::from_static("cookie"));
    }
}

/// Responds to an error with a redirect. For scripts it is JSON without `Location`.
pub(crate) fn error_redirect(to: String, return_redirect: bool) -> Response<Bytes> {
    let mut response = Answer::Redirect(to).into_response(return_redirect);
    if return_redirect {
        response.headers_mut().remove(LOCATION);
    }
    response
}

/// Responds with JSON that a browser saves under a name.
fn download(name: &str, body: String) -> Response<Bytes> {
    let mut response = json(StatusCode::OK, body);
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(http::header::CONTENT_DISPOSITION, value);
    }
    response
}

/// Responds with a JSON Web Key Set (RFC 7517 section 5), which may be cached for five minutes.
pub(crate) fn jwks(keys: String) -> Response<Bytes> {
    let mut response = json(StatusCode::OK, keys);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/jwk-set+json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    response
}

/// Responds to a provider that has ended the sessions of a user.
#[cfg(feature = "oauth")]
pub(crate) fn logged_out() -> Response<Bytes> {
    no_store(status(StatusCode::OK))
}

/// Responds to a provider whose request to end the sessions of a user is not valid or has failed (OpenID Connect
/// Back-Channel Logout 1.0, section 2.8). The cause is in the log.
#[cfg(feature = "oauth")]
pub(crate) fn logout_failed() -> Response<Bytes> {
    no_store(json(StatusCode::BAD_REQUEST, r#"{"error":"invalid_request"}"#))
}

#[cfg(feature = "oauth")]
fn no_store(mut response: Response<Bytes>) -> Response<Bytes> {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Responds with a script. Browsers may cache it without limit if its URL names its version, otherwise for an hour.
#[cfg(feature = "passkey")]
pub(crate) fn script(javascript: &'static str, is_versioned: bool) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(javascript.as_bytes()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    let caching = if is_versioned { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}

/// Responds with `"Bad request."` to a request that is not part of the protocol.
pub(crate) fn bad_request() -> Response<Bytes> {
    json(StatusCode::BAD_REQUEST, r#""Bad request.""#)
}

/// Responds to a method other than GET and POST: with status 400, as Auth.js does, and with the methods that there are.
pub(crate) fn other_method() -> Response<Bytes> {
    let mut response = bad_request();
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, POST"));
    response
}

/// Responds to a body that is longer than the configuration allows.
pub(crate) fn payload_too_large() -> Response<Bytes> {
    json(StatusCode::PAYLOAD_TOO_LARGE, r#""Payload too large.""#)
}

/// Responds to a body that has not arrived in time.
pub(crate) fn request_timeout() -> Response<Bytes> {
    json(StatusCode::REQUEST_TIMEOUT, r#""Request timeout.""#)
}

/// Responds to a path that is not below the base path.
pub(crate) fn not_found() -> Response<Bytes> {
    status(StatusCode::NOT_FOUND)
}

/// Responds to a request that this configuration cannot serve. The problem is in the log.
pub(crate) fn misconfigured() -> Response<Bytes> {
    const MESSAGE: &str = r#"{"message":"There was a problem with the server configuration. Check the server logs for more information."}"#;
    json(StatusCode::INTERNAL_SERVER_ERROR, MESSAGE)
}

/// Adds the cookies of the jar to a response.
pub(crate) fn with_cookies(mut response: Response<Bytes>, jar: &mut CookieJar) -> Response<Bytes> {
    match jar.move_to(response.headers_mut()) {
        Ok(()) => response,
        Err(error) => {
            tracing::error!(target: "auth", help = "unwritable_cookie", %error, "a cookie cannot be written");
            status(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

/// Redirects to a URL. Endpoints of providers may have characters beyond ASCII, which are encoded.
fn redirect(to: &str, return_redirect: bool) -> Response<Bytes> {
    let to = &*Cow::from(utf8_percent_encode(to, CONTROLS));
    let Ok(location) = HeaderValue::from_str(to) else {
        tracing::error!(target: "auth", help = "unwritable_redirect", "the target of a redirect cannot be written as a header");
        return status(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let mut response = if return_redirect {
        json(StatusCode::OK, serde_json::json!({ "url": to }).to_string())
    } else {
        status(StatusCode::FOUND)
    };
    response.headers_mut().insert(LOCATION, location);
    response
}

fn html(page: Page) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(page.html));
    *response.status_mut() = page.status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_SECURITY_POLICY, page.content_security_policy);
    if page.no_referrer {
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    }
    if page.varies_by_language {
        headers.append(VARY, HeaderValue::from_static("accept-language"));
    }
    response
}

fn json(code: StatusCode, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = with_room(Response::new(body.into()));
    *response.status_mut() = code;
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    response
}

fn status(code: StatusCode) -> Response<Bytes> {
    let mut response = with_room(Response::new(Bytes::new()));
    *response.status_mut() = code;
    response
}

/// Makes room for the headers that a response gets, so that the map does not grow.
fn with_room(mut response: Response<Bytes>) -> Response<Bytes> {
    response.headers_mut().reserve(8);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_of_a_redirect_is_ascii() {
        let response = redirect("https://issuer.test/é\r\nx?a=%20#b", false);
        let location = response.headers().get(LOCATION).map(HeaderValue::as_bytes);
        assert_eq!(location, Some(&b"https://issuer.test/%C3%A9%0D%0Ax?a=%20#b"[..]));
    }
}
