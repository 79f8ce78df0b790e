//! Providers under `#[auth::provider]`, against scripted ones: OpenID Connect and plain OAuth 2.0.

use std::sync::{Arc, Mutex};

use auth::{
    prelude::*,
    provider::{HttpClient, HttpFuture, oauth::IdTokenAlgorithm},
};
use axum::body::Bytes;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use http::{Request, Response, header::AUTHORIZATION};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{site::*, world::World};

#[derive(Deserialize)]
pub(crate) struct StaffProfile {
    pub(crate) sub: String,
    email: Option<String>,
    groups: Vec<String>,
    phone_number_verified: Option<bool>,
}

/// Staff get in by their subject, and nobody else.
#[auth::provider(
    id = "staff",
    name = "Staff only",
    issuer = "https://id.test",
    scopes = "openid email groups",
    brand_color = "#07f"
)]
pub(crate) async fn staff(
    State(world): State<World>,
    profile: StaffProfile,
    headers: &http::HeaderMap,
) -> Result<Option<ProfileUser>> {
    world.note(format!("staff {} {}", profile.sub, headers.contains_key("cookie")));
    if profile.sub == "broken" {
        return Err("the directory is gone".into());
    }
    assert_ne!(profile.phone_number_verified, Some(false));
    let is_staff = profile.groups.iter().any(|group| group == "staff");
    Ok(is_staff.then(|| ProfileUser::new(profile.sub).name("Ada".to_owned()).email(profile.email)))
}

#[derive(Deserialize)]
struct GitProfile {
    id: u64,
    login: String,
}

#[auth::provider(
    id = "my-git",
    authorization = "https://git.test/authorize?tenant=1",
    token = "https://git.test/token",
    userinfo = "https://git.test/me",
    client_auth = "client_secret_post",
    without_pkce
)]
async fn git(profile: GitProfile, tokens: &TokenSet, State(world): State<World>) -> User {
    let scope = tokens.scope.as_deref().unwrap_or("no scope");
    world.note(format!("git {} with {scope}", profile.login));
    User::new(profile.id.to_string()).with_name(profile.login)
}

/// Answers as both providers do, and keeps the nonce that the browser brought.
#[derive(Clone)]
pub(crate) struct Script {
    claims: Arc<Value>,
    nonce: Arc<Mutex<Option<String>>>,
}

impl Script {
    pub(crate) fn new(claims: Value) -> Self {
        Self { claims: Arc::new(claims), nonce: Arc::default() }
    }

    fn answer(&self, request: &Request<Bytes>) -> Value {
        let form = std::str::from_utf8(request.body()).unwrap();
        match request.uri().to_string().as_str() {
            "https://id.test/.well-known/openid-configuration" => json!({
                "issuer": "https://id.test",
                "authorization_endpoint": "https://id.test/authorize",
                "token_endpoint": "https://id.test/token",
            }),
            "https://id.test/token" => {
                assert!(request.headers().contains_key(AUTHORIZATION) && form.contains("code_verifier="));
                json!({ "access_token": "at", "token_type": "bearer", "id_token": self.id_token() })
            }
            "https://git.test/token" => {
                assert!(form.contains("client_secret=s3cret") && !form.contains("code_verifier="), "{form}");
                json!({ "access_token": "at", "token_type": "bearer", "scope": "read" })
            }
            "https://git.test/me" => {
                assert_eq!(request.headers()[AUTHORIZATION], "Bearer at");
                (*self.claims).clone()
            }
            other => panic!("{other}"),
        }
    }

    /// Signed with the client secret.
    fn id_token(&self) -> String {
        let now = NOW.as_secs();
        let mut claims = (*self.claims).clone();
        for (name, value) in [
            ("iss", json!("https://id.test")),
            ("aud", json!("client")),
            ("iat", json!(now)),
            ("exp", json!(now + 3600)),
            ("nonce", json!(*self.nonce.lock().unwrap())),
        ] {
            claims[name] = value;
        }
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let message = format!("{}.{}", part(r#"{"alg":"HS256"}"#), part(&claims.to_string()));
        let mut mac = Hmac::<Sha256>::new_from_slice(b"s3cret").unwrap();
        mac.update(message.as_bytes());
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }
}

impl HttpClient for Script {
    fn send(&self, request: Request<Bytes>) -> HttpFuture<'_> {
        let body = self.answer(&request).to_string();
        Box::pin(std::future::ready(Ok(Response::new(Bytes::from(body)))))
    }
}

fn site(script: &Script) -> Site {
    let staff = staff::new("client", "s3cret")
        .definition(|definition| definition.id_token_algorithm(IdTokenAlgorithm::HS256));
    let script = script.clone();
    Site::with(|builder| builder.provider(staff).provider(git::new("client", "s3cret")).http_client(script))
}

/// Leaves for the provider, comes back with a code, and says where that leads.
pub(crate) async fn sign_in(site: &mut Site, script: &Script, id: &str) -> (String, String) {
    let left = site.post(&format!("/auth/signin/{id}"), &[]).await.location().to_owned();
    let parameter = |name: &str| {
        let query = left.split_once('?').unwrap().1;
        query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")).map(str::to_owned))
    };
    *script.nonce.lock().unwrap() = parameter("nonce");
    let back = format!("/auth/callback/{id}?code=c0de&state={}", parameter("state").unwrap());
    let target = site.get(&back).await.location().to_owned();
    (left, target)
}

#[tokio::test]
async fn openid_connect_by_its_issuer() {
    let script = Script::new(json!({ "sub": "7", "email": "ada@id.test", "groups": ["staff"] }));
    let mut site = site(&script);
    let (left, target) = sign_in(&mut site, &script, "staff").await;
    assert!(left.starts_with("https://id.test/authorize?scope=openid+email+groups&"), "{left}");
    assert!(left.contains("&nonce=") && left.contains("&code_challenge="), "{left}");
    assert_eq!(target.trim_end_matches('/'), ORIGIN);
    assert_eq!(site.world.happened()[0], "staff 7 true");
    let session = site.session().await;
    assert_eq!((&session["user"]["name"], &session["user"]["email"]), (&json!("Ada"), &json!("ada@id.test")));
}

#[tokio::test]
async fn what_a_profile_does_not_need_ends_no_sign_in() {
    for odd in [json!({}), json!([1]), json!(true), json!("perhaps"), json!(""), json!(7), Value::Null] {
        let mut claims = json!({ "sub": "7", "email": odd, "groups": ["staff", null, {}] });
        claims["phone_number_verified"] = json!(odd.as_bool().map_or("yes", |_| "TRUE"));
        let script = Script::new(claims);
        let mut site = site(&script);
        let (_, target) = sign_in(&mut site, &script, "staff").await;
        assert_eq!(target.trim_end_matches('/'), ORIGIN, "{odd}");
        assert_eq!(site.session().await["user"]["name"], "Ada");

        let script = Script::new(json!({ "id": "7", "login": 7, "email": odd }));
        let mut site = self::site(&script);
        let (_, target) = sign_in(&mut site, &script, "my-git").await;
        assert_eq!(target.trim_end_matches('/'), ORIGIN, "{odd}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_a_profile_needs_is_named_without_its_value() {
    let log = crate::logs::Log::default();
    let _listening = log.listen();
    for (profile, id, words) in [
        (json!({ "sub": "7", "groups": { "Zx9": 1 } }), "staff", "groups: not a list"),
        (json!({ "id": "Zx9", "login": "ada" }), "my-git", "id: not an integer"),
        (json!({ "login": "Zx9" }), "my-git", "id: missing"),
    ] {
        let script = Script::new(profile);
        let (_, target) = sign_in(&mut site(&script), &script, id).await;
        assert!(target.ends_with("error=OAuthCallbackError"), "{target}");
        assert!(log.text().contains(words), "{words}: {}", log.text());
    }
    assert!(!log.text().contains("Zx9"));
}

#[tokio::test]
async fn oauth_by_its_endpoints() {
    let script = Script::new(json!({ "id": 7, "login": "ada" }));
    let mut site = site(&script);
    let (left, target) = sign_in(&mut site, &script, "my-git").await;
    assert!(left.starts_with("https://git.test/authorize?tenant=1&response_type=code&"), "{left}");
    assert!(!left.contains("scope=") && !left.contains("code_challenge"), "{left}");
    assert_eq!(target.trim_end_matches('/'), ORIGIN);
    assert_eq!(site.world.happened()[0], "git ada with read");
    assert_eq!(site.session().await["user"]["name"], "ada");
}

#[tokio::test]
async fn who_is_nobody_is_told_so() {
    for (profile, error) in [
        (json!({ "sub": "7", "groups": [] }), "/auth/error?error=AccessDenied"),
        (json!({ "sub": "broken", "groups": ["staff"] }), "/auth/signin?error=OAuthCallbackError"),
        (json!({ "sub": "7" }), "/auth/signin?error=OAuthCallbackError"),
    ] {
        let script = Script::new(profile.clone());
        let mut site = site(&script);
        let (_, target) = sign_in(&mut site, &script, "staff").await;
        assert_eq!(target, format!("{ORIGIN}{error}"), "{profile}");
        assert!(site.session_cookies().is_empty());
    }
}

#[tokio::test]
async fn they_are_listed_as_any_other() {
    let script = Script::new(json!({}));
    let mut site = site(&script);
    let providers = site.get("/auth/providers").await.json();
    assert_eq!(
        (&providers["staff"]["name"], &providers["staff"]["type"]),
        (&json!("Staff only"), &json!("oidc"))
    );
    assert_eq!(
        (&providers["my-git"]["name"], &providers["my-git"]["type"]),
        (&json!("My-git"), &json!("oauth"))
    );
    assert!(site.get("/auth/signin").await.body.contains("#0077ff"));
}

#[test]
fn what_the_environment_lacks_is_named() {
    let missing = git::from_env().err().unwrap();
    assert_eq!(missing.name, "AUTH_MY_GIT_ID");
    let _ = git::public("client");
}
