//! Signed tokens, the alternative to encrypted ones, and the keys by which others verify them.

use auth::{
    Secret,
    token::{SignedKeys, SigningKey},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::site::*;

/// Made for this test, and for nothing else.
pub(crate) const KEY: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIH8BEVnNYInNFaWDJlUGw71YbKwwetXWW/mbKVa4xp+c
-----END PRIVATE KEY-----
";

fn site() -> Site {
    Site::with(|builder| {
        builder.signed(SignedKeys::new(SigningKey::eddsa_pem(&Secret::new(KEY)).unwrap(), []))
    })
}

#[tokio::test]
async fn a_signed_token_is_a_session() {
    let mut site = site();
    site.sign_in("ada").await;
    assert_eq!(site.cookies[SESSION].split('.').count(), 3, "a JWS has three parts");
    assert_eq!(site.session().await["user"]["role"], "admin");
    assert_eq!(site.update(json!({ "note": "four" })).await.json()["length"], 4);
    let changed = site.cookies[SESSION].replacen("eyJ", "eyK", 1);
    site.cookies.insert(SESSION.to_owned(), changed);
    assert!(site.session().await.is_null());
}

#[tokio::test]
async fn an_encrypted_token_is_none_here() {
    let mut encrypted = Site::new();
    encrypted.sign_in("ada").await;
    let mut signed = site();
    signed.cookies = encrypted.cookies;
    assert!(signed.session().await.is_null());
}

#[tokio::test]
async fn the_public_key_is_published_and_nothing_else_of_it() {
    let mut site = site();
    let reply = site.get("/auth/jwks").await;
    assert_eq!(reply.header(http::header::CONTENT_TYPE), "application/jwk-set+json");
    let keys = reply.json()["keys"].as_array().unwrap().clone();
    assert_eq!((keys.len(), &keys[0]["kty"], &keys[0]["alg"]), (1, &json!("OKP"), &json!("EdDSA")));
    assert!(keys[0].get("d").is_none(), "the private half");
    let posted = site.send(Request::post("/auth/jwks"), "").await;
    assert_eq!(posted.status, StatusCode::BAD_REQUEST);
    assert_eq!(Site::new().get("/auth/jwks").await.status, StatusCode::BAD_REQUEST, "there are no keys");
}

fn keys() -> SignedKeys {
    SignedKeys::new(SigningKey::eddsa_pem(&Secret::new(KEY)).unwrap(), [])
}

/// The header and the claims of the session token.
fn parts(site: &Site) -> [Value; 2] {
    let mut parts = site.cookies[SESSION].split('.').map(|part| {
        let bytes = URL_SAFE_NO_PAD.decode(part).unwrap();
        serde_json::from_slice::<Value>(&bytes).unwrap_or_default()
    });
    [parts.next().unwrap(), parts.next().unwrap()]
}

#[tokio::test]
async fn a_signed_token_names_its_issuer_audience_and_type() {
    let mut site = site();
    site.sign_in("ada").await;
    site.session().await;
    let [header, claims] = parts(&site);
    assert_eq!(header["typ"], "auth-session+jwt");
    assert_eq!((&claims["iss"], &claims["aud"]), (&json!(ORIGIN), &json!(ORIGIN)));

    let mut named = Site::with(|start| {
        start.signed(keys().with_issuer("https://sign-in.test").with_audience(["https://api.test", ORIGIN]))
    });
    named.sign_in("ada").await;
    let [_, claims] = parts(&named);
    assert_eq!(
        (&claims["iss"], &claims["aud"]),
        (&json!("https://sign-in.test"), &json!(["https://api.test", ORIGIN]))
    );
    assert!(!named.session().await.is_null());
}

#[tokio::test]
async fn another_token_of_the_same_key_is_no_session_and_is_left_alone() {
    let mut site = site();
    let mut elsewhere = Site::with(|start| start.url("http://other.test").signed(keys()));
    elsewhere.sign_in("ada").await;
    let mut audience = Site::with(|start| start.signed(keys().with_audience(["https://api.test"])));
    audience.sign_in("ada").await;
    let claims = json!({ "sub": "ada", "role": "admin", "note": "", "iss": ORIGIN, "aud": ORIGIN, "exp": 1_900_000_000 });
    let assertion = keys().sign(&claims).unwrap();
    for token in [elsewhere.cookies[SESSION].clone(), audience.cookies[SESSION].clone(), assertion] {
        site.cookies.insert(SESSION.to_owned(), token);
        assert_eq!(site.get("/me").await.status, 401);
        assert!(site.session().await.is_null());
        assert_eq!(site.session_cookies(), [SESSION]);
    }
    site.sign_in("ada").await;
    let session = site.cookies[SESSION].clone();
    assert!(keys().verify::<Value>(&session).is_err(), "a session is no other token either");
}
