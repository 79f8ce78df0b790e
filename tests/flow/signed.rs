//! Signed tokens, the alternative to encrypted ones, and the keys by which others verify them.

use auth::{
    Secret,
    token::{SignedKeys, SigningKey},
};
use http::{Request, StatusCode};
use serde_json::json;

use crate::site::*;

/// Made for this test, and for nothing else.
const KEY: &str = "-----BEGIN PRIVATE KEY-----
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
