//! The providers of a world, behind the HTTP client: `sure` is an OpenID provider that verifies addresses, and `loose` an
//! OAuth provider where everybody types one. Codes can be redeemed twice, so that nothing but the server protects them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use auth::{
    prelude::*,
    provider::{HttpClient, HttpError, HttpFuture},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use http::{Request, Response, header::AUTHORIZATION};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{people, seam::Seam};

pub(crate) const SECRET: &str = "s3cret";
const ISSUER: &str = "https://sure.test";

/// What both providers say of an account.
#[derive(Deserialize)]
pub(crate) struct Claims {
    sub: String,
    email: String,
    name: String,
}

#[auth::provider(id = "sure", name = "Sure", issuer = "https://sure.test", scopes = "openid email")]
pub(crate) async fn sure(claims: Claims) -> ProfileUser {
    ProfileUser::new(claims.sub).name(claims.name).email(claims.email).email_verified(true)
}

#[auth::provider(
    id = "loose",
    name = "Loose",
    authorization = "https://loose.test/authorize",
    token = "https://loose.test/token",
    userinfo = "https://loose.test/me"
)]
pub(crate) async fn loose(claims: Claims) -> ProfileUser {
    ProfileUser::new(claims.sub).name(claims.name).email(claims.email).email_verified(false)
}

/// Both providers. Clones share them.
#[derive(Clone)]
pub(crate) struct Providers {
    seam: Seam,
    /// The account and the nonce of each code.
    codes: Arc<Mutex<BTreeMap<String, (String, Option<String>)>>>,
}

impl Providers {
    pub(crate) fn new(seam: &Seam) -> Self {
        Self { seam: seam.clone(), codes: Arc::default() }
    }

    /// Signs a person in at the provider to which the browser was sent. Returns the path to which it goes back, and the
    /// state; `None` if it was not sent to a provider.
    pub(crate) fn authorize(&self, location: &str, account: &str) -> Option<(String, String)> {
        let (url, query) = location.split_once('?')?;
        let id = ["sure", "loose"].into_iter().find(|id| url == format!("https://{id}.test/authorize"))?;
        let query: BTreeMap<_, _> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        let code = format!("code-{}", codes.len());
        codes.insert(code.clone(), (account.to_owned(), query.get("nonce").cloned()));
        let state = query.get("state")?.clone();
        let back = form_urlencoded::Serializer::new(String::new())
            .append_pair("code", &code)
            .append_pair("state", &state)
            .finish();
        Some((format!("/auth/callback/{id}?{back}"), state))
    }

    fn answer(&self, request: &Request<Bytes>) -> Value {
        let url = request.uri().to_string();
        if url.ends_with("/openid-configuration") {
            return json!({
                "issuer": ISSUER,
                "authorization_endpoint": "https://sure.test/authorize",
                "token_endpoint": "https://sure.test/token",
            });
        }
        let bearer = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        if let Some(token) = bearer.and_then(|value| value.strip_prefix("Bearer ")) {
            return self.claims(token).map_or(Value::Null, |(claims, _)| claims);
        }
        let form: BTreeMap<_, _> = form_urlencoded::parse(request.body()).into_owned().collect();
        let code = form.get("code").map_or("", String::as_str);
        let mut answer = json!({ "access_token": code, "token_type": "bearer" });
        if let (true, Some((claims, nonce))) = (url.starts_with(ISSUER), self.claims(code)) {
            answer["id_token"] = self.id_token(claims, nonce).into();
        }
        answer
    }

    fn claims(&self, code: &str) -> Option<(Value, Option<String>)> {
        let codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        let (account, nonce) = codes.get(code)?;
        let (email, name) = (people::address_of(account), people::name_of(account));
        Some((json!({ "sub": account, "email": email, "name": name }), nonce.clone()))
    }

    /// Signs an ID token with the client secret.
    fn id_token(&self, mut claims: Value, nonce: Option<String>) -> String {
        let now = self.seam.now() / 1000;
        claims["iss"] = ISSUER.into();
        claims["aud"] = "client".into();
        claims["iat"] = now.into();
        claims["exp"] = (now + 300).into();
        claims["nonce"] = nonce.into();
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let message = format!("{}.{}", part(r#"{"alg":"HS256"}"#), part(&claims.to_string()));
        let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
        mac.update(message.as_bytes());
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }
}

impl HttpClient for Providers {
    fn send(&self, request: Request<Bytes>) -> HttpFuture<'_> {
        let answer = async move { Response::new(Bytes::from(self.answer(&request).to_string())) };
        Box::pin(async { self.seam.pass("provider", answer).await.ok_or(HttpError::TimedOut) })
    }
}
