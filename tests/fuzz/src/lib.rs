//! The application that the targets send requests to, in one process and without a network.

mod browser;

use std::{
    sync::{Arc, LazyLock, Mutex},
    task::{Context, Poll, Waker},
};

use auth::{
    Auth, AuthBuilder,
    adapter::MemoryAdapter,
    prelude::*,
    provider::{
        Email, HttpClient, HttpFuture, Passkey,
        email::{Mail, MailError, MailTransport},
        oauth::Oidc,
    },
    testing::SeededRandom,
    time::{ManualClock, UnixTime},
    token::{SignedKeys, SigningKey},
};
use bytes::Bytes;
use http::{Request, Response};
use serde_json::{Value, json};

pub use self::browser::{Answer, Browser, answer};

/// The origin of the application.
pub const ORIGIN: &str = "https://site.test";
/// The issuer of its provider.
pub const ISSUER: &str = "https://issuer.test";
/// Its client at the provider.
pub const CLIENT: &str = "client";
/// The time of each request.
pub const NOW: UnixTime = UnixTime::from_secs(1_800_000_000);

/// The key of the provider.
const KEY: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIHiCoJizpObeTlHd7hlSYSRFta8dipjkoow86ftV3nmS
-----END PRIVATE KEY-----
";

/// The keys with which the provider signs ID tokens, and the application its sessions.
pub static KEYS: LazyLock<SignedKeys> = LazyLock::new(keys);

/// Reads the keys.
pub fn keys() -> SignedKeys {
    SignedKeys::new(SigningKey::eddsa_pem(&KEY.into()).expect("the key is one"), [])
}

/// Runs a future that waits for nothing outside of this process.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

/// The documents of the provider, by their paths.
#[derive(Clone)]
pub struct Provider(Arc<Mutex<Documents>>);

/// What the provider answers.
#[derive(Clone)]
pub struct Documents {
    pub metadata: Vec<u8>,
    pub keys: Vec<u8>,
    pub tokens: Vec<u8>,
    pub userinfo: Vec<u8>,
}

impl Default for Provider {
    fn default() -> Self {
        let metadata = json!({
            "issuer": ISSUER,
            "authorization_endpoint": format!("{ISSUER}/authorize"),
            "token_endpoint": format!("{ISSUER}/token"),
            "userinfo_endpoint": format!("{ISSUER}/userinfo"),
            "jwks_uri": format!("{ISSUER}/keys"),
            "id_token_signing_alg_values_supported": ["EdDSA"],
        });
        let bytes = |value: &Value| value.to_string().into_bytes();
        Self(Arc::new(Mutex::new(Documents {
            metadata: bytes(&metadata),
            keys: bytes(&KEYS.jwks()),
            tokens: Vec::new(),
            userinfo: bytes(&json!({ "sub": "1" })),
        })))
    }
}

impl Provider {
    /// Changes the documents.
    pub fn change(&self, change: impl FnOnce(&mut Documents)) {
        change(&mut self.0.lock().expect("no thread panics"));
    }
}

impl HttpClient for Provider {
    fn send(&self, request: Request<Bytes>) -> HttpFuture<'_> {
        let documents = self.0.lock().expect("no thread panics");
        let (kind, body) = match request.uri().path() {
            "/token" => ("application/json", &documents.tokens),
            "/keys" => ("application/json", &documents.keys),
            "/userinfo" => ("application/json", &documents.userinfo),
            _ => ("application/json", &documents.metadata),
        };
        let response = Response::builder().header("content-type", kind).body(body.clone().into());
        Box::pin(std::future::ready(Ok(response.expect("the header is valid"))))
    }
}

/// The mails that were sent.
#[derive(Clone, Default)]
pub struct Outbox(Arc<Mutex<Vec<String>>>);

impl MailTransport for Outbox {
    async fn send(&self, mail: Mail) -> Result<(), MailError> {
        self.0.lock().expect("no thread panics").push(mail.to.as_str().to_owned());
        Ok(())
    }
}

impl Outbox {
    /// The recipients since the last call.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().expect("no thread panics"))
    }
}

/// A sign-in form.
#[auth::credentials]
pub struct Login {
    pub name: String,
    #[auth(password)]
    pub password: String,
}

/// Knows one user.
#[auth::authorize]
async fn authorize(login: Login) -> Option<User> {
    (login.name == "ada" && login.password == "lovelace").then(|| User::new("1").with_email("ada@site.test"))
}

/// The builder of the application, before its sessions are chosen.
pub type Start = AuthBuilder<(), auth::callback::Callbacks>;

/// The application, with each kind of sign-in.
pub struct Site {
    pub auth: Auth,
    pub provider: Provider,
    pub outbox: Outbox,
}

impl Site {
    /// Builds the application. Its sessions are encrypted tokens.
    pub fn new() -> Self {
        Self::with(|builder| builder.adapter(MemoryAdapter::new()).build().expect("the options are valid"))
    }

    /// Builds the application with further options.
    pub fn with(build: impl FnOnce(Start) -> Auth) -> Self {
        let (provider, outbox) = (Provider::default(), Outbox::default());
        let email = Email::new(outbox.clone(), "no-reply@site.test").expect("the address is one");
        let builder = Auth::builder()
            .environment(|_| None)
            .secret("a secret for fuzz targets, and for nothing else")
            .url(ORIGIN)
            .clock(ManualClock::at(NOW))
            .random(SeededRandom::new(7))
            .http_client(provider.clone())
            .sign_in_limit(None)
            .account_limit(None)
            .credentials::<authorize>()
            .provider(<Oidc>::new("acme", "Acme", ISSUER, CLIENT, "a secret of the client"))
            .email(email.request_limit(None))
            .passkey(Passkey::new().open_registration());
        Self { auth: build(builder), provider, outbox }
    }
}
