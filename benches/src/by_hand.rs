//! The same check as somebody would write it for one application: decrypt, look, encrypt anew, set the
//! cookie.

use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use aes::{
    Aes256,
    cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7},
};
use axum::{Json, Router, extract::State, response::IntoResponse, routing::get};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use http::{
    HeaderMap, StatusCode,
    header::{CACHE_CONTROL, COOKIE, EXPIRES, PRAGMA, SET_COOKIE},
};
use rand::Rng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha512};
use time::{
    OffsetDateTime,
    format_description::well_known::{Rfc2822, Rfc3339},
};

const NAME: &str = "authjs.session-token";
const MAX_AGE: u64 = 30 * 24 * 60 * 60;

#[derive(Deserialize, Serialize)]
struct Claims {
    name: Option<String>,
    email: Option<String>,
    picture: Option<String>,
    sub: Option<String>,
    id: String,
    role: String,
    iat: u64,
    exp: u64,
    jti: String,
}

#[derive(Serialize)]
struct Session {
    user: User,
    expires: String,
}

#[derive(Serialize)]
struct User {
    name: Option<String>,
    email: Option<String>,
    image: Option<String>,
    id: String,
    role: String,
}

struct Keys {
    mac: [u8; 32],
    aes: [u8; 32],
    header: String,
}

fn keys() -> Keys {
    let mut key = [0; 64];
    let info = format!("Auth.js Generated Encryption Key ({NAME})");
    Hkdf::<Sha256>::new(Some(NAME.as_bytes()), crate::SECRET.as_bytes())
        .expand(info.as_bytes(), &mut key)
        .expect("64 bytes are not too many");
    let jwk = format!(r#"{{"k":"{}","kty":"oct"}}"#, URL_SAFE_NO_PAD.encode(key));
    let kid = URL_SAFE_NO_PAD.encode(Sha512::digest(jwk));
    let header = format!(r#"{{"alg":"dir","enc":"A256CBC-HS512","kid":"{kid}"}}"#);
    let (mac, aes) = key.split_at(32);
    Keys {
        mac: mac.try_into().expect("32 bytes"),
        aes: aes.try_into().expect("32 bytes"),
        header: URL_SAFE_NO_PAD.encode(header),
    }
}

pub(crate) fn router() -> Router {
    Router::new().route("/session", get(session)).with_state(Arc::new(keys()))
}

async fn session(State(keys): State<Arc<Keys>>, headers: HeaderMap) -> impl IntoResponse {
    let Some(mut claims) = cookie(&headers).and_then(|token| open(&keys, token)) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    if claims.exp < now.as_secs() {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    claims.iat = now.as_secs();
    claims.exp = now.as_secs() + MAX_AGE;
    claims.jti = uuid::Builder::from_random_bytes(random()).into_uuid().to_string();
    let end = OffsetDateTime::from_unix_timestamp(claims.exp as i64).expect("a date");
    let expires = end.format(&Rfc2822).expect("a date");
    let set_cookie =
        format!("{NAME}={}; Path=/; Expires={expires}; HttpOnly; SameSite=Lax", seal(&keys, &claims));
    let session = Session {
        user: User {
            name: claims.name,
            email: claims.email,
            image: claims.picture,
            id: claims.id,
            role: claims.role,
        },
        expires: end.format(&Rfc3339).expect("a date"),
    };
    let headers = [
        (SET_COOKIE, set_cookie.as_str()),
        (CACHE_CONTROL, "private, no-cache, no-store"),
        (EXPIRES, "0"),
        (PRAGMA, "no-cache"),
    ];
    (headers, Json(session)).into_response()
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?.split("; ");
    cookies.filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == NAME).map(|(_, value)| value)
}

fn open(keys: &Keys, token: &str) -> Option<Claims> {
    let mut parts = token.split('.');
    let header = parts.next()?;
    if header != keys.header || !parts.next()?.is_empty() {
        return None;
    }
    let mut decode = || URL_SAFE_NO_PAD.decode(parts.next()?).ok();
    let (iv, mut text, tag) = (decode()?, decode()?, decode()?);
    mac(keys, &iv, &text).verify_truncated_left(&tag).ok()?;
    let aes = cbc::Decryptor::<Aes256>::new_from_slices(&keys.aes, &iv).ok()?;
    serde_json::from_slice(aes.decrypt_padded::<Pkcs7>(&mut text).ok()?).ok()
}

fn seal(keys: &Keys, claims: &Claims) -> String {
    let iv: [u8; 16] = random();
    let claims = serde_json::to_vec(claims).expect("plain claims");
    let aes = cbc::Encryptor::<Aes256>::new(&keys.aes.into(), &iv.into());
    let text = aes.encrypt_padded_vec::<Pkcs7>(&claims);
    let tag = mac(keys, &iv, &text).finalize().into_bytes();
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    format!("{}..{}.{}.{}", keys.header, encode(&iv), encode(&text), encode(&tag[..32]))
}

fn mac(keys: &Keys, iv: &[u8], text: &[u8]) -> Hmac<Sha512> {
    let mut mac = Hmac::<Sha512>::new_from_slice(&keys.mac).expect("any length is a key");
    mac.update(keys.header.as_bytes());
    mac.update(iv);
    mac.update(text);
    mac.update(&(keys.header.len() as u64 * 8).to_be_bytes());
    mac
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}
