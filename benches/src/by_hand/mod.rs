//! The same server as somebody would write it for one application who cares about speed: keys made once, claims
//! borrowed from the token, dates without a date library.

pub(crate) mod date;
mod token;

use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use http::{
    HeaderMap, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE, COOKIE, EXPIRES, HeaderName, LOCATION, PRAGMA, SET_COOKIE},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use self::token::{Claims, Keys, random};

pub(crate) const SESSION: &str = "authjs.session-token";
pub(crate) const CSRF: &str = "authjs.csrf-token";
pub(crate) const MAX_AGE: u64 = 30 * 24 * 60 * 60;
pub(crate) const PRIVATE: [(HeaderName, &str); 4] = [
    (CONTENT_TYPE, "application/json"),
    (CACHE_CONTROL, "private, no-cache, no-store"),
    (EXPIRES, "0"),
    (PRAGMA, "no-cache"),
];

#[derive(Serialize)]
struct Session<'a> {
    user: User<'a>,
    expires: &'a str,
}

#[derive(Serialize)]
struct User<'a> {
    name: &'a str,
    email: &'a str,
    image: Option<&'a str>,
    id: &'a str,
    role: &'a str,
}

struct App {
    keys: Keys,
    secret: &'static str,
}

/// Serves the session with a new cookie (`/auth/session`) and without one (`/session`), and a sign-in.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/session", get(look))
        .route("/permitted", get(permitted))
        .route("/auth/session", get(session))
        .route("/auth/csrf", get(csrf))
        .route("/auth/callback/credentials", post(sign_in))
        .with_state(Arc::new(App { keys: Keys::new(crate::SECRET), secret: crate::SECRET }))
}

/// Returns the cookie of a user who is signed in.
pub(crate) fn cookie_of_ada() -> String {
    let (token, _) = issue(&Keys::new(crate::SECRET), "Ada", now());
    format!("{SESSION}={token}")
}

async fn look(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let now = now();
    let Some(json) = cookie(&headers, SESSION).and_then(|token| app.keys.open(token)) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    match serde_json::from_slice::<Claims<'_>>(&json) {
        Ok(claims) if claims.exp >= now => (PRIVATE, shown(&claims, claims.exp)).into_response(),
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}

async fn permitted(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let now = now();
    let Some(json) = cookie(&headers, SESSION).and_then(|token| app.keys.open(token)) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    match serde_json::from_slice::<Claims<'_>>(&json) {
        Ok(claims) if claims.exp < now => StatusCode::UNAUTHORIZED.into_response(),
        Ok(claims) if claims.role == "admin" => (PRIVATE, shown(&claims, claims.exp)).into_response(),
        Ok(_) => StatusCode::FORBIDDEN.into_response(),
        Err(_) => StatusCode::UNAUTHORIZED.into_response(),
    }
}

async fn session(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let now = now();
    let Some(json) = cookie(&headers, SESSION).and_then(|token| app.keys.open(token)) else {
        return (PRIVATE, "null").into_response();
    };
    let mut claims = match serde_json::from_slice::<Claims<'_>>(&json) {
        Ok(claims) if claims.exp >= now => claims,
        _ => return (PRIVATE, "null").into_response(),
    };
    let id = uuid();
    (claims.iat, claims.exp, claims.jti) = (now, now + MAX_AGE, &id);
    let cookie = set_cookie(SESSION, &app.keys.seal(&claims), Some(claims.exp));
    (PRIVATE, [(SET_COOKIE, cookie)], shown(&claims, claims.exp)).into_response()
}

fn shown(claims: &Claims<'_>, end: u64) -> String {
    let user = User { name: claims.name, email: claims.email, image: None, id: claims.id, role: claims.role };
    serde_json::to_string(&Session { user, expires: &date::iso(end) }).expect("plain strings")
}

async fn csrf(State(app): State<Arc<App>>) -> Response {
    csrf_of(app.secret)
}

pub(crate) fn csrf_of(secret: &str) -> Response {
    let token = hex(&random::<32>());
    let cookie = set_cookie(CSRF, &format!("{token}%7C{}", seal_of_csrf(&token, secret)), None);
    (PRIVATE, [(SET_COOKIE, cookie)], format!(r#"{{"csrfToken":"{token}"}}"#)).into_response()
}

async fn sign_in(State(app): State<Arc<App>>, headers: HeaderMap, body: String) -> Response {
    let form = |name: &str| {
        form_urlencoded::parse(body.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value)
    };
    let proven =
        cookie(&headers, CSRF).and_then(|cookie| cookie.split_once("%7C")).is_some_and(|(token, seal)| {
            seal == seal_of_csrf(token, app.secret) && form("csrfToken").as_deref() == Some(token)
        });
    let Some(name) = form("name").filter(|_| proven) else {
        return (StatusCode::FOUND, [(LOCATION, "/auth/signin?error=CredentialsSignin")]).into_response();
    };
    let (token, end) = issue(&app.keys, &name, now());
    (StatusCode::FOUND, [(LOCATION, "/".to_owned()), (SET_COOKIE, set_cookie(SESSION, &token, Some(end)))])
        .into_response()
}

/// Returns a new token and its end.
fn issue(keys: &Keys, name: &str, now: u64) -> (String, u64) {
    let id = uuid();
    let claims = Claims {
        name,
        email: "ada@example.com",
        sub: "1",
        id: "1",
        role: "admin",
        iat: now,
        exp: now + MAX_AGE,
        jti: &id,
    };
    (keys.seal(&claims), claims.exp)
}

pub(crate) fn seal_of_csrf(token: &str, secret: &str) -> String {
    hex(&Sha256::new().chain_update(token).chain_update(secret).finalize())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

pub(crate) fn uuid() -> String {
    uuid::Builder::from_random_bytes(random()).into_uuid().to_string()
}

pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?.split("; ");
    cookies.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

pub(crate) fn set_cookie(name: &str, value: &str, end: Option<u64>) -> String {
    let mut line = String::with_capacity(name.len() + value.len() + 96);
    for part in [name, "=", value, "; Path=/"] {
        line.push_str(part);
    }
    if let Some(end) = end {
        line.push_str("; Expires=");
        date::push_http(&mut line, end);
    }
    line.push_str("; HttpOnly; SameSite=Lax");
    line
}

pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
