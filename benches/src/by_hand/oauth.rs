//! A sign-in at an OpenID provider by hand: state, PKCE verifier and nonce are sealed in one cookie.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{
    HeaderMap, StatusCode,
    header::{CONTENT_TYPE, HeaderValue, LOCATION, SET_COOKIE},
};
use reqwest::Client;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    Cookies, Form, PRIVATE,
    cookies::{CHECK, Kept, check_cookie},
    csrf_of,
    id_token::IdTokens,
    issue, now, refused,
    token::{Keys, random},
};
use crate::provider::CLIENT;

/// The redirect URI, encoded for a query.
const REDIRECT_URI: &str = "http%3A%2F%2Flocalhost%2Fauth%2Fcallback%2Facme";
/// The time that a sign-in may take, in seconds.
const PATIENCE: u64 = 900;

struct App {
    keys: Keys,
    checks: Keys,
    secret: &'static str,
    http: Client,
    issuer: String,
    id_tokens: IdTokens,
}

/// What the browser keeps between the start of a sign-in and its callback.
#[derive(Deserialize, Serialize)]
struct Check<'a> {
    state: &'a str,
    verifier: &'a str,
    nonce: &'a str,
    exp: u64,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// Serves a sign-in at a provider (`/auth/…`). Its keys are read once.
pub(crate) async fn router(issuer: &str) -> Router {
    let http = client();
    let id_tokens = IdTokens::of(issuer, &http).await;
    let app = App {
        keys: Keys::new(crate::SECRET),
        checks: Keys::of(crate::SECRET, CHECK),
        secret: crate::SECRET,
        http,
        issuer: issuer.to_owned(),
        id_tokens,
    };
    Router::new()
        .route("/auth/csrf", get(async |headers: HeaderMap| csrf_of(&headers, crate::SECRET)))
        .route("/auth/signin/acme", post(start))
        .route("/auth/callback/acme", get(callback))
        .with_state(Arc::new(app))
}

async fn start(State(app): State<Arc<App>>, headers: HeaderMap, body: String) -> Response {
    let Some(form) = Form::read(&headers, &body, app.secret) else { return refused() };
    let [state, verifier, nonce] = [(); 3].map(|()| URL_SAFE_NO_PAD.encode(random::<32>()));
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
    let check = Check { state: &state, verifier: &verifier, nonce: &nonce, exp: now() + PATIENCE };
    let to = format!(
        "{}/authorize?response_type=code&client_id={CLIENT}&redirect_uri={REDIRECT_URI}&scope=openid%20profile%20email\
         &state={state}&nonce={nonce}&code_challenge={challenge}&code_challenge_method=S256",
        app.issuer
    );
    let to = HeaderValue::try_from(to).expect("a URL");
    let mut response = form.kept.add_to((StatusCode::FOUND, PRIVATE, [(LOCATION, to)]).into_response());
    response.headers_mut().remove(CONTENT_TYPE);
    response.headers_mut().append(SET_COOKIE, check_cookie(&app.checks.seal(&check), PATIENCE));
    response
}

async fn callback(State(app): State<Arc<App>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let (mut code, mut state) = (None, None);
    for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        match &*name {
            "code" => code = Some(value.into_owned()),
            "state" => state = Some(value.into_owned()),
            _ => {}
        }
    }
    let cookies = Cookies::of(&headers);
    let kept = Kept::check(&cookies, app.secret);
    let check = cookies.check.and_then(|check| app.checks.open(check));
    let check = check.as_deref().and_then(|check| serde_json::from_slice::<Check<'_>>(check).ok());
    let (Some(check), Some(code)) = (check, code) else { return refused() };
    if check.exp < now() || state.as_deref() != Some(check.state) {
        return refused();
    }
    // Encoded, because a code from a stranger would add parameters otherwise.
    let code: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
    let body = format!(
        "grant_type=authorization_code&code={code}&redirect_uri={REDIRECT_URI}&code_verifier={}",
        check.verifier
    );
    let request = app
        .http
        .post(format!("{}/token", app.issuer))
        .basic_auth(CLIENT, Some(app.secret))
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body);
    let Ok(response) = request.send().await else { return refused() };
    let Ok(tokens) = response.bytes().await else { return refused() };
    let Ok(tokens) = serde_json::from_slice::<Tokens>(&tokens) else { return refused() };
    match app.id_tokens.claims(&tokens.id_token, check.nonce) {
        Some(claims) => {
            let (token, end) = issue(&app.keys, &claims.name, now());
            let mut response = Form { name: None, cookies, kept }.signed_in(&token, end);
            response.headers_mut().append(SET_COOKIE, check_cookie("", 0));
            response
        }
        None => refused(),
    }
}

/// Returns a client for requests to the provider, which do not wait forever.
pub(crate) fn client() -> Client {
    let builder = Client::builder().tls_backend_preconfigured(tls()).timeout(Duration::from_secs(10));
    builder.build().expect("a client")
}

/// The settings of TLS for requests to providers, as on the other side.
fn tls() -> rustls::ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().expect("versions of TLS");
    builder.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth()
}
