//! The same server, written for one application by somebody who cares about speed: keys made once, claims borrowed from
//! the token, dates without a date library. It does what the protocol demands of this application, and nothing else.

mod cookies;
pub(crate) mod date;
pub(crate) mod id_token;
pub(crate) mod oauth;
mod token;

use std::{
    borrow::Cow,
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
    header::{
        CACHE_CONTROL, CONTENT_TYPE, EXPIRES, HeaderName, HeaderValue, LOCATION, PRAGMA, REFERRER_POLICY,
        X_CONTENT_TYPE_OPTIONS,
    },
};
use serde::Serialize;
use sha2::{Digest, Sha256};

pub(crate) use self::cookies::{Cookies, SESSION};
use self::{
    cookies::{CALLBACK_URL, CSRF, Kept},
    token::{Claims, Keys, Proofs, random},
};

pub(crate) const MAX_AGE: u64 = 30 * 24 * 60 * 60;

/// The headers of every response of the protocol.
pub(crate) const PRIVATE: [(HeaderName, HeaderValue); 6] = [
    (CONTENT_TYPE, HeaderValue::from_static("application/json")),
    (CACHE_CONTROL, HeaderValue::from_static("private, no-cache, no-store")),
    (EXPIRES, HeaderValue::from_static("0")),
    (PRAGMA, HeaderValue::from_static("no-cache")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
];

pub(crate) const JSON: [(HeaderName, HeaderValue); 1] =
    [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];

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

/// Serves the session and a sign-in by the protocol (`/auth/…`), the session without the cookies that the protocol has
/// next to it (`/bare/session`), and handlers of the application that only look at it (`/session`, `/permitted`).
pub(crate) fn router() -> Router {
    Router::new()
        .route("/session", get(look))
        .route("/permitted", get(permitted))
        .route("/bare/session", get(bare_session))
        .route("/auth/session", get(session))
        .route("/auth/csrf", get(csrf))
        .route("/auth/callback/credentials", post(sign_in))
        .with_state(Arc::new(App { keys: Keys::new(crate::SECRET), secret: crate::SECRET }))
}

/// Returns the cookies of a user who is signed in.
pub(crate) fn cookies_of_ada() -> String {
    let (token, _) = issue(&Keys::new(crate::SECRET), "Ada", now());
    let csrf = hex(&random::<32>());
    let seal = seal_of_csrf(&csrf, crate::SECRET);
    format!("{CSRF}={csrf}%7C{seal}; {CALLBACK_URL}=http%3A%2F%2Flocalhost; {SESSION}={token}")
}

/// Returns the claims of the session cookie as JSON.
fn open(app: &App, cookies: &Cookies<'_>) -> Option<Vec<u8>> {
    app.keys.open(&cookies.session()?)
}

async fn look(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let now = now();
    let Some(json) = open(&app, &Cookies::of(&headers)) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    match serde_json::from_slice::<Claims<'_>>(&json) {
        Ok(claims) if claims.exp >= now => (JSON, shown(&claims, claims.exp)).into_response(),
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}

async fn permitted(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let now = now();
    let Some(json) = open(&app, &Cookies::of(&headers)) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    match serde_json::from_slice::<Claims<'_>>(&json) {
        Ok(claims) if claims.exp < now => StatusCode::UNAUTHORIZED.into_response(),
        Ok(claims) if claims.role == "admin" => (JSON, shown(&claims, claims.exp)).into_response(),
        Ok(_) => StatusCode::FORBIDDEN.into_response(),
        Err(_) => StatusCode::UNAUTHORIZED.into_response(),
    }
}

async fn bare_session(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    session_with(&app, &Cookies::of(&headers), Kept::default())
}

async fn session(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let cookies = Cookies::of(&headers);
    session_with(&app, &cookies, Kept::check(&cookies, app.secret))
}

fn session_with(app: &App, cookies: &Cookies<'_>, kept: Kept) -> Response {
    let now = now();
    let json = open(app, cookies);
    let claims = json.as_deref().and_then(|json| serde_json::from_slice::<Claims<'_>>(json).ok());
    let Some(mut claims) = claims.filter(|claims| claims.exp >= now) else {
        return kept.add_to((PRIVATE, "null").into_response());
    };
    let id = uuid();
    (claims.iat, claims.exp, claims.jti) = (now, now + MAX_AGE, &id);
    let mut response = kept.add_to((PRIVATE, shown(&claims, claims.exp)).into_response());
    cookies.write_session(response.headers_mut(), &app.keys.seal(&claims), claims.exp);
    response
}

fn shown(claims: &Claims<'_>, end: u64) -> String {
    let user = User { name: claims.name, email: claims.email, image: None, id: claims.id, role: claims.role };
    let mut json = Vec::with_capacity(256);
    serde_json::to_writer(&mut json, &Session { user, expires: &date::iso(end) }).expect("plain strings");
    String::from_utf8(json).expect("JSON")
}

async fn csrf(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    csrf_of(&headers, app.secret)
}

pub(crate) fn csrf_of(headers: &HeaderMap, secret: &str) -> Response {
    let kept = Kept::check(&Cookies::of(headers), secret);
    let body = format!(r#"{{"csrfToken":"{}"}}"#, kept.csrf);
    kept.add_to((PRIVATE, body).into_response())
}

/// The fields of the form, and the proof that it comes from a page of this server.
pub(crate) struct Form<'r> {
    pub(crate) name: Option<Cow<'r, str>>,
    cookies: Cookies<'r>,
    kept: Kept,
}

impl<'r> Form<'r> {
    /// Reads the form of a sign-in; `None` if it does not repeat the CSRF token of the cookie.
    pub(crate) fn read(headers: &'r HeaderMap, body: &'r str, secret: &str) -> Option<Self> {
        let (mut name, mut token) = (None, None);
        for (key, value) in form_urlencoded::parse(body.as_bytes()) {
            match &*key {
                "name" => name = Some(value),
                "csrfToken" => token = Some(value),
                _ => {}
            }
        }
        let cookies = Cookies::of(headers);
        let kept = Kept::check(&cookies, secret);
        (kept.is_genuine && token.as_deref() == Some(&*kept.csrf)).then_some(Self { name, cookies, kept })
    }

    /// Sends the browser to where it wanted to go, with the session cookie.
    pub(crate) fn signed_in(self, token: &str, end: u64) -> Response {
        let to = HeaderValue::try_from(&*self.kept.callback_url).expect("a checked URL");
        let mut response = self.kept.add_to((StatusCode::FOUND, PRIVATE, [(LOCATION, to)]).into_response());
        response.headers_mut().remove(CONTENT_TYPE);
        self.cookies.write_session(response.headers_mut(), token, end);
        response
    }
}

/// Sends the browser back to the sign-in page.
pub(crate) fn refused() -> Response {
    (StatusCode::FOUND, [(LOCATION, "http://localhost/auth/signin?error=CredentialsSignin")]).into_response()
}

async fn sign_in(State(app): State<Arc<App>>, headers: HeaderMap, body: String) -> Response {
    let form = Form::read(&headers, &body, app.secret);
    let Some((form, name)) = form.and_then(|mut form| form.name.take().map(|name| (form, name))) else {
        return refused();
    };
    let (token, end) = issue(&app.keys, &name, now());
    form.signed_in(&token, end)
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
        auth_time: now,
        auth_proofs: Proofs { pwd: now },
        amr: ["pwd"],
        auth_subject: "application",
        auth_email_verified: false,
    };
    (keys.seal(&claims), claims.exp)
}

pub(crate) fn seal_of_csrf(token: &str, secret: &str) -> String {
    hex(&Sha256::new().chain_update(token).chain_update(secret).finalize())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    text.extend(
        bytes
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .map(|digit| char::from(DIGITS[usize::from(digit)])),
    );
    text
}

pub(crate) fn uuid() -> String {
    uuid::Builder::from_random_bytes(random()).into_uuid().to_string()
}

pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
