//! An OpenID provider on a loopback address, in a thread of its own: it signs in Ada without asking her. Its CPU time is
//! not that of the thread under test.

use std::{net::TcpListener, sync::Arc, thread};

use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};

use crate::by_hand::{JSON, now};

pub(crate) const CLIENT: &str = "client";

/// The issuer, and the key with which it signs.
struct Provider {
    issuer: String,
    key: EcdsaKeyPair,
}

/// Starts a provider, and returns its issuer.
pub(crate) fn start() -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.set_nonblocking(true).expect("an option");
    let issuer = format!("http://{}", listener.local_addr().expect("an address"));
    let random = SystemRandom::new();
    let private = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).expect("a key");
    let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, private.as_ref(), &random);
    let provider = Provider { issuer: issuer.clone(), key: key.expect("a key") };
    let router = Router::new()
        .route("/.well-known/openid-configuration", get(metadata))
        .route("/jwks", get(keys))
        .route("/token", post(token))
        .with_state(Arc::new(provider));
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
            axum::serve(listener, router).await.expect("a server");
        });
    });
    issuer
}

/// Returns an ID token of Ada, from the provider.
pub(crate) async fn id_token(issuer: &str, http: &reqwest::Client, nonce: &str) -> String {
    let request = http.post(format!("{issuer}/token")).body(format!("code={nonce}"));
    let tokens = request.send().await.expect("a response").bytes().await.expect("a body");
    let tokens: serde_json::Value = serde_json::from_slice(&tokens).expect("tokens");
    tokens["id_token"].as_str().expect("an ID token").to_owned()
}

async fn metadata(State(provider): State<Arc<Provider>>) -> Response {
    let issuer = &provider.issuer;
    let metadata = serde_json::json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
    });
    (JSON, metadata.to_string()).into_response()
}

async fn keys(State(provider): State<Arc<Provider>>) -> Response {
    // An uncompressed point: 4, x, y.
    let (x, y) = provider.key.public_key().as_ref()[1..].split_at(32);
    let [x, y] = [x, y].map(|coordinate| URL_SAFE_NO_PAD.encode(coordinate));
    let key = serde_json::json!({ "kty": "EC", "crv": "P-256", "alg": "ES256", "kid": "1", "x": x, "y": y });
    (JSON, serde_json::json!({ "keys": [key] }).to_string()).into_response()
}

/// Returns the tokens of Ada. The code is the nonce.
async fn token(State(provider): State<Arc<Provider>>, body: String) -> Response {
    let code = form_urlencoded::parse(body.as_bytes()).find(|(name, _)| name == "code");
    let nonce = code.map(|(_, code)| code.into_owned()).unwrap_or_default();
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"ES256","kid":"1","typ":"JWT"}"#);
    let claims = serde_json::json!({
        "iss": provider.issuer,
        "aud": CLIENT,
        "sub": "1",
        "iat": now(),
        "exp": now() + 3600,
        "nonce": nonce,
        "name": "Ada",
        "email": "ada@example.com",
    });
    let claims = URL_SAFE_NO_PAD.encode(claims.to_string());
    let signed = format!("{header}.{claims}");
    let signature = provider.key.sign(&SystemRandom::new(), signed.as_bytes()).expect("a signature");
    let id_token = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature));
    let tokens = serde_json::json!({
        "access_token": "an access token",
        "token_type": "Bearer",
        "expires_in": 3600,
        "id_token": id_token,
    });
    (JSON, tokens.to_string()).into_response()
}
