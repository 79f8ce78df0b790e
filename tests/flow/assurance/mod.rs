//! Proofs: what each way in records, what routes require, and the step-up.

mod challenge;
mod old_and_forged;
mod step_up;
mod ways_in;

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, Ordering},
};

use auth::{
    Fresh, Proven,
    adapter::{Adapter, AnyAdapter, NewUser},
    assurance::{
        AnyOf, AuthMethod, Email as ByEmail, Federated, Mfa, Minutes, Passkey as ByPasskey, Password,
    },
    prelude::*,
    provider::{
        Email, HttpClient, HttpFuture, Passkey,
        oauth::{IdTokenAlgorithm, OAuthProvider, Oidc},
    },
    testing::SoftwarePasskey,
};
use axum::{
    Json, Router,
    body::Bytes,
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use http::{Request, Response};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{
    database::databases,
    mail::{Outbox, Sessions},
    site::*,
    world::{Visible, World, issue, of_nobody},
};

pub(super) const ADA: &str = "ada@example.com";
pub(super) const EVE: &str = "eve@example.com";
pub(super) const HOME: &str = "http://site.test";
const CALLBACK: &str = "/auth/callback/passkey";

/// The set-ups in which sessions differ: tokens, tokens that can be revoked, and rows.
const SETUPS: [(Sessions, bool); 3] =
    [(Sessions::Tokens, false), (Sessions::Tokens, true), (Sessions::Rows, false)];

#[auth::credentials]
struct Login {
    email: String,
    #[auth(password)]
    password: Secret,
}

/// The users are those of the database. Everyone's password is `hunter2`, and `sms` is a code by SMS.
#[auth::authorize]
async fn login(form: Login, State(world): State<World>) -> Result<Option<KnownUser>> {
    let database = world.database.get().ok_or("no database")?;
    let Some(user) = database.user_by_email(&form.email).await? else { return Ok(None) };
    let user = KnownUser::stored(&user.id());
    Ok(match form.password.expose() {
        "hunter2" => Some(user),
        "sms" => Some(user.proven_by(AuthMethod::Password).proven_by(AuthMethod::Otp)),
        _ => None,
    })
}

thread_local! {
    /// The user whose sessions the next sign-in ends, before it is written.
    static ENDS: std::cell::Cell<Option<(auth::Auth<Visible>, StoredId)>> = const { std::cell::Cell::new(None) };
}

#[auth::sign_in]
async fn ends_meanwhile(method: SignInMethod<'_>) -> Result<bool> {
    if matches!(method, SignInMethod::LinkRequested(_)) {
        return Ok(true);
    }
    if let Some((auth, user)) = ENDS.take() {
        auth.sign_out_everywhere(&user).await?;
    }
    Ok(true)
}

/// A provider whose next ID token has these further claims.
#[derive(Clone, Default)]
pub(super) struct Provider {
    claims: Arc<Mutex<Value>>,
    nonce: Arc<Mutex<Option<String>>>,
}

impl Provider {
    /// Sets the claims of the next ID token.
    pub(super) fn says(&self, claims: Value) {
        *self.claims.lock().unwrap() = claims;
    }

    fn id_token(&self) -> String {
        let mut claims = self.claims.lock().unwrap().clone();
        claims["nonce"] = json!(*self.nonce.lock().unwrap());
        Self::sign(claims)
    }

    /// The token by which the provider ends one of its sessions.
    pub(super) fn logout_token(&self, sid: &str) -> String {
        let event = "http://schemas.openid.net/event/backchannel-logout";
        Self::sign(json!({ "jti": sid, "sid": sid, "events": { event: {} } }))
    }

    fn sign(mut claims: Value) -> String {
        let now = NOW.as_secs();
        for (name, value) in [
            ("iss", json!("https://id.test")),
            ("aud", json!("client")),
            ("iat", json!(now)),
            ("exp", json!(now + 30 * 24 * 3600)),
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

impl HttpClient for Provider {
    fn send(&self, request: Request<Bytes>) -> HttpFuture<'_> {
        let body = match request.uri().path() {
            "/.well-known/openid-configuration" => json!({
                "issuer": "https://id.test",
                "authorization_endpoint": "https://id.test/authorize",
                "token_endpoint": "https://id.test/token",
            }),
            "/token" => json!({ "access_token": "at", "token_type": "bearer", "id_token": self.id_token() }),
            other => panic!("{other}"),
        };
        Box::pin(std::future::ready(Ok(Response::new(Bytes::from(body.to_string())))))
    }
}

/// A browser at the bank.
pub(super) struct Visit {
    pub(super) site: Site,
    pub(super) database: AnyAdapter,
    outbox: Outbox,
    pub(super) provider: Provider,
}

fn acme() -> OAuthProvider<Oidc> {
    Oidc::new("acme", "Acme", "https://id.test", "client", "s3cret")
        .definition(|definition| definition.id_token_algorithm(IdTokenAlgorithm::HS256))
}

impl Visit {
    pub(super) async fn new(database: &AnyAdapter, setup: (Sessions, bool)) -> Self {
        Self::with(database, setup, acme(), |start| start).await
    }

    pub(super) async fn with(
        database: &AnyAdapter,
        (sessions, revocable): (Sessions, bool),
        acme: OAuthProvider<Oidc>,
        configure: impl FnOnce(Start) -> Start,
    ) -> Self {
        static SEED: AtomicU64 = AtomicU64::new(70_000);
        for email in [ADA, EVE] {
            if database.user_by_email(email).await.unwrap().is_none() {
                let user = NewUser::new(User::new(email).with_email(email)).verified_at(NOW);
                database.sign_up(user, None, None).await.unwrap();
            }
        }
        let (outbox, provider) = (Outbox::default(), Provider::default());
        let email = Email::new(outbox.clone(), "no-reply@site.test").unwrap();
        let client = provider.clone();
        let site = Site::built(|start| {
            let start = configure(start)
                .random(Noise::seeded(SEED.fetch_add(1, Ordering::Relaxed)))
                .sign_in_limit(None)
                .account_limit(None);
            let start = start
                .credentials::<login>()
                .sign_in::<ends_meanwhile>()
                .email(email.request_limit(None))
                .passkey(Passkey::new())
                .provider(acme)
                .http_client(client);
            match sessions {
                Sessions::Rows => {
                    start.database_sessions(database.clone()).session::<of_nobody>().build().unwrap()
                }
                Sessions::Tokens if revocable => {
                    let start = start.adapter(database.clone()).revocable_tokens(DAY);
                    start.jwt::<issue>().session::<Visible>().build().unwrap()
                }
                Sessions::Tokens => {
                    start.adapter(database.clone()).jwt::<issue>().session::<Visible>().build().unwrap()
                }
            }
        });
        site.world.database.set(database.clone()).unwrap_or_else(|_| panic!("it is new"));
        let site = site.routed(routes);
        Self { site, database: database.clone(), outbox, provider }
    }

    /// The proofs of the session, as `method-age` in seconds.
    pub(super) async fn proofs(&mut self) -> String {
        let reply = self.site.get("/proofs").await;
        reply.body.clone()
    }

    pub(super) async fn by_password(&mut self, email: &str) -> String {
        self.by_form(email, "hunter2", &[]).await
    }

    /// Posts the form of credentials, and returns the place to which it leads.
    pub(super) async fn by_form(&mut self, email: &str, password: &str, more: &[(&str, &str)]) -> String {
        let mut fields = vec![("email", email), ("password", password)];
        fields.extend(more);
        self.site.post("/auth/callback/credentials", &fields).await.location().to_owned()
    }

    /// Asks for a link and opens it in the same browser.
    pub(super) async fn by_link(&mut self, email: &str, more: &[(&str, &str)]) -> String {
        let mut fields = vec![("email", email)];
        fields.extend(more);
        self.site.post("/auth/signin/email", &fields).await;
        let link = self.outbox.link();
        self.site.get(&link).await.location().to_owned()
    }

    /// Goes to the provider, whose ID token has these further claims, and comes back.
    pub(super) async fn by_provider(&mut self, claims: Value, more: &[(&str, &str)]) -> String {
        let back = self.leave_for_provider(claims, more).await;
        self.site.get(&back).await.location().to_owned()
    }

    /// Goes to the provider, and returns the URL to which it will send the browser back.
    pub(super) async fn leave_for_provider(&mut self, claims: Value, more: &[(&str, &str)]) -> String {
        self.provider.says(claims);
        let left = self.site.post("/auth/signin/acme", more).await.location().to_owned();
        let parameter = |name: &str| {
            let query = left.split_once('?').unwrap().1;
            query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")).map(str::to_owned))
        };
        *self.provider.nonce.lock().unwrap() = parameter("nonce");
        format!("/auth/callback/acme?code=c0de&state={}", parameter("state").unwrap())
    }

    async fn challenge(&mut self, action: &str) -> String {
        let reply = self.site.get(&format!("/auth/webauthn-options/passkey?action={action}")).await;
        reply.json()["options"]["challenge"].as_str().unwrap_or_default().to_owned()
    }

    /// Adds a passkey to the signed-in user.
    pub(super) async fn add_passkey(&mut self, key: &SoftwarePasskey) -> String {
        let challenge = self.challenge("register").await;
        self.answer("register", &key.register(&challenge), &[]).await
    }

    pub(super) async fn by_passkey(&mut self, key: &mut SoftwarePasskey, more: &[(&str, &str)]) -> String {
        let challenge = self.challenge("authenticate").await;
        self.answer("authenticate", &key.authenticate(&challenge), more).await
    }

    async fn answer(&mut self, action: &str, data: &Value, more: &[(&str, &str)]) -> String {
        let data = data.to_string();
        let mut fields = vec![("action", action), ("data", &data)];
        fields.extend(more);
        self.site.post(CALLBACK, &fields).await.location().to_owned()
    }
}

pub(super) fn key() -> SoftwarePasskey {
    SoftwarePasskey::new(ORIGIN).unwrap()
}

type In = Session<Visible>;

fn routes(site: &Site) -> Router {
    let clock = site.clock.clone();
    let proofs = async move |session: In| {
        use auth::time::Clock;
        let now = clock.now().as_secs();
        let proofs = session.assurance();
        let ages = proofs.proofs().map(|(method, at)| match at.as_secs() {
            0 => format!("{method}-?"),
            at => format!("{method}-{}", now - at),
        });
        ages.collect::<Vec<_>>().join(" ")
    };
    Router::new()
        .route("/proofs", get(proofs))
        .route("/me", get(async |session: In| Json(session)))
        .route("/password", get(async |_: Proven<In, Password>| "in"))
        .route("/email", get(async |_: Proven<In, ByEmail, Minutes<15>>| "in"))
        .route("/provider", get(async |_: Proven<In, Federated, Minutes<5>>| "in"))
        .route("/linked", get(async |_: Proven<In, Federated>| "in"))
        .route("/passkey", get(async |_: Proven<In, ByPasskey, Minutes<15>>| "in"))
        .route("/strong", get(async |_: Proven<In, AnyOf<(ByPasskey, Mfa)>, Minutes<15>>| "in"))
        .route("/fresh", get(async |_: Fresh<In, Minutes<5>>| "in"))
        .route("/close", post(async |_: Fresh<In, Minutes<5>>| "closed"))
        .route("/perhaps", get(async |proven: Option<Fresh<In, Minutes<5>>>| proven.is_some().to_string()))
        .merge(site.auth.routes())
        .layer(site.auth.layer())
        .with_state(site.auth.clone())
}

/// Runs a story with every kind of session, in memory and on SQLite.
pub(super) async fn everywhere<Story: Future<Output = ()>>(story: impl Fn(Visit) -> Story) {
    for setup in SETUPS {
        for database in databases().await {
            story(Visit::new(&database, setup).await).await;
        }
    }
}
