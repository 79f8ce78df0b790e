//! Passkeys: registration, sign-in, the page, and what `build()` says.

mod proof;
mod refused;

use std::sync::atomic::{AtomicU64, Ordering};

use auth::{
    Account, Auth, BuildProblem,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, SqliteAdapter},
    provider::{Passkey, ProviderType, webauthn::PasskeyConfigError},
    testing::SoftwarePasskey,
};
use http::{
    StatusCode,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, SET_COOKIE},
};
use serde_json::{Value, json};

use crate::site::*;

const OPTIONS: &str = "/auth/webauthn-options/passkey";
const CALLBACK: &str = "/auth/callback/passkey";
const CHALLENGE: &str = "authjs.challenge";
const HOME: &str = "http://site.test";

/// A database in the memory of this process, and SQLite.
async fn databases() -> [AnyAdapter; 2] {
    let sqlite = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    sqlite.migrate().await.unwrap();
    [AnyAdapter::new(MemoryAdapter::new()), AnyAdapter::new(sqlite)]
}

/// A site with passkeys, whose randomness is not that of any other.
fn with_passkeys(builder: Start) -> Start {
    static SEED: AtomicU64 = AtomicU64::new(2);
    builder
        .random(Noise::seeded(SEED.fetch_add(1, Ordering::Relaxed)))
        .passkey(Passkey::new().open_registration())
}

/// A browser at a site with sessions in that database.
fn browser(database: &AnyAdapter) -> Site {
    Site::with_sessions_in(database.clone(), with_passkeys)
}

/// A browser at a site with sessions in tokens.
fn browser_with_tokens(database: &AnyAdapter) -> Site {
    Site::with(|builder| with_passkeys(builder).adapter(database.clone()))
}

fn key() -> SoftwarePasskey {
    SoftwarePasskey::new(ORIGIN).unwrap()
}

impl Site {
    pub(crate) async fn options(&mut self, query: &str) -> Value {
        let reply = self.get(&format!("{OPTIONS}?{query}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
        reply.json()
    }

    pub(crate) async fn challenge(&mut self, query: &str) -> String {
        self.options(query).await["options"]["challenge"].as_str().unwrap().to_owned()
    }

    /// Posts the answer of an authenticator; where the browser is sent.
    pub(crate) async fn answer(&mut self, action: &str, data: &Value) -> String {
        self.post(CALLBACK, &[("action", action), ("data", &data.to_string())]).await.location().to_owned()
    }

    pub(crate) async fn register(&mut self, key: &SoftwarePasskey, email: &str) -> String {
        let challenge = self.challenge(&format!("action=register&email={email}")).await;
        self.answer("register", &key.register(&challenge)).await
    }

    pub(crate) async fn authenticate(&mut self, key: &mut SoftwarePasskey) -> String {
        let challenge = self.challenge("action=authenticate").await;
        self.answer("authenticate", &key.authenticate(&challenge)).await
    }

    async fn email(&mut self) -> Option<String> {
        self.session().await["user"]["email"].as_str().map(str::to_owned)
    }

    /// Where an error leads.
    fn error(page: &str, code: &str) -> String {
        format!("{HOME}/auth/{page}?error={code}")
    }
}

/// The database's key of a passkey.
fn credential_id(data: &Value) -> String {
    let id = data["id"].as_str().unwrap().replace('-', "+").replace('_', "/");
    id + "="
}

#[tokio::test]
async fn a_passkey_registers_a_user_and_signs_in_from_another_browser_without_a_name() {
    for database in databases().await {
        for (open, email) in
            [(browser as fn(&_) -> _, "gwen@example.com"), (browser_with_tokens, "hedy@example.com")]
        {
            let (mut first, mut key) = (open(&database), key());
            assert_eq!(first.register(&key, email).await, HOME);
            assert_eq!(first.email().await.as_deref(), Some(email));
            let user = database.user_by_email(email).await.unwrap().unwrap();
            assert_eq!(user.email_verified, None);
            let happened = first.world.happened();
            let signed_in = format!("event sign_in {} passkey", user.user.id);
            assert!(happened.contains(&signed_in), "{happened:?}");

            let passkeys = database.authenticators_of(&user.id()).await.unwrap();
            assert_eq!(passkeys.len(), 1);
            assert_eq!(
                (passkeys[0].counter, passkeys[0].transports.as_slice()),
                (0, &["internal".to_owned()][..])
            );
            let account = database.account(&"passkey".into(), &passkeys[0].credential_id).await.unwrap();
            let Account { user_id, kind, .. } = account.unwrap();
            assert_eq!((user_id, kind), (Some(user.user.id.clone()), ProviderType::WebAuthn));

            let mut second = open(&database);
            assert_eq!(second.authenticate(&mut key).await, HOME);
            assert_eq!(second.email().await.as_deref(), Some(email));
            assert!(!second.cookies.contains_key(CHALLENGE));
            let stored = database.authenticator(&passkeys[0].credential_id).await.unwrap().unwrap();
            assert_eq!(stored.counter, 1);
        }
    }
}

#[tokio::test]
async fn handlers_hear_of_a_new_user_once() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let (mut site, mut key) = (browser(&database), key());
    site.register(&key, "gwen@example.com").await;
    site.authenticate(&mut key).await;
    let user = database.user_by_email("gwen@example.com").await.unwrap().unwrap().user.id;
    let (created, entered) =
        ("event create_user Some(\"gwen@example.com\")".to_owned(), format!("event sign_in {user} passkey"));
    let guards = ["first guard".to_owned(), "second guard".to_owned()];
    let expected = [&guards[..], &[created, entered.clone()], &guards, &[entered]].concat();
    assert_eq!(site.world.happened(), expected);
}

#[tokio::test]
async fn who_is_signed_in_adds_passkeys_and_signs_in_with_each() {
    for database in databases().await {
        let mut site = browser(&database);
        let mut keys = [key(), key()];
        site.register(&keys[0], "gwen@example.com").await;
        let options = site.options("action=register&email=other%40example.com").await;
        assert_eq!(options["options"]["user"]["name"], "gwen@example.com");
        let excluded = &options["options"]["excludeCredentials"];
        assert_eq!(excluded.as_array().unwrap().len(), 1);
        assert_eq!(excluded[0]["transports"], json!(["internal"]));
        let challenge = options["options"]["challenge"].as_str().unwrap();
        assert_eq!(site.answer("register", &keys[1].register(challenge)).await, HOME);
        let own = site.options("action=authenticate").await;
        assert_eq!(own["options"]["allowCredentials"].as_array().unwrap().len(), 2);
        // Without an action there is nothing to offer to who is signed in.
        let reply = site.get(OPTIONS).await;
        assert_eq!(
            (reply.status, reply.json()),
            (StatusCode::BAD_REQUEST, json!({ "error": "Invalid request" }))
        );

        for key in &mut keys {
            let mut other = browser(&database);
            assert_eq!(other.authenticate(key).await, HOME);
            assert_eq!(other.email().await.as_deref(), Some("gwen@example.com"));
        }
        // With one's own passkey while one is signed in: a new session in the place of the old one.
        let before = site.cookies[SESSION].clone();
        assert_eq!(site.authenticate(&mut keys[0]).await, HOME);
        assert_ne!(site.cookies[SESSION], before);
    }
}

#[tokio::test]
async fn a_stale_session_adds_no_passkey_before_a_step_up() {
    for database in databases().await {
        for (name, mut site) in [("row", browser(&database)), ("token", browser_with_tokens(&database))] {
            let (mut own, other) = (key(), key());
            site.register(&own, &format!("{name}@example.com")).await;
            site.clock.advance(std::time::Duration::from_secs(600));
            assert_eq!(site.options("action=register").await["action"], "register", "ten minutes are recent");
            site.clock.advance(std::time::Duration::from_secs(1));
            let reply = site.get(&format!("{OPTIONS}?action=register")).await;
            let url = "http://site.test/auth/step-up?max_age=600";
            let expected = json!({ "error": "insufficient_user_authentication", "url": url });
            assert_eq!((reply.status, reply.json()), (StatusCode::UNAUTHORIZED, expected));
            // A sign-in by the passkey that the user has already is a proof.
            assert_eq!(site.authenticate(&mut own).await, HOME);
            let challenge = site.challenge("action=register").await;
            assert_eq!(site.answer("register", &other.register(&challenge)).await, HOME);
        }
    }
}

#[tokio::test]
async fn strangers_learn_no_credential_ids_and_may_begin_for_any_address() {
    for database in databases().await {
        let (mut site, key) = (browser(&database), key());
        site.register(&key, "Gwen%40Example.com").await;
        let mut stranger = browser(&database);
        for query in ["email=gwen%40example.com", "action=authenticate&email=GWEN%40example.com", ""] {
            let options = stranger.options(query).await;
            assert_eq!(options["action"], "authenticate", "{query}");
            assert!(options["options"].get("allowCredentials").is_none(), "{query}");
        }
        for email in ["gwen%40example.com", "new%40example.com"] {
            let options = stranger.options(&format!("action=register&email={email}")).await;
            assert_eq!(
                (&options["action"], &options["options"]["excludeCredentials"]),
                (&json!("register"), &json!([]))
            );
        }
        for (query, action) in
            [("email=new%40example.com", "register"), ("email=gwen%40example%E3%80%82com", "authenticate")]
        {
            assert_eq!(stranger.options(query).await["action"], action, "{query}");
        }
        for query in [
            "action=register",
            "action=register&email=",
            "action=register&email=gwen",
            "email=gwen",
            "email=a%40b%40example.com",
            "action=register&email=gwen%40%5B127.0.0.1%5D",
        ] {
            let reply = stranger.get(&format!("{OPTIONS}?{query}")).await;
            assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{query}");
            assert_eq!(reply.json(), json!({ "error": "Invalid request" }));
        }
        let reply = stranger.get(&format!("{OPTIONS}?action=other")).await;
        assert_eq!(reply.json(), json!({ "error": "Invalid action" }));

        let not_linked = Site::error("signin", "AccountNotLinked");
        let own = SoftwarePasskey::new(ORIGIN).unwrap();
        assert_eq!(stranger.register(&own, "gwen%40example.com").await, not_linked);
        assert_eq!(stranger.email().await, None);
    }
}

#[tokio::test]
async fn the_page_has_a_form_and_one_script_of_this_site() {
    let mut site = browser(&AnyAdapter::new(MemoryAdapter::new()));
    let page = site.get("/auth/signin").await;
    let (_, src) = page.body.split_once("<script type=\"module\" src=\"").unwrap();
    let (src, _) = src.split_once('"').unwrap();
    assert!(page.body.contains("data-webauthn-options=\"/auth/webauthn-options/passkey\""), "{}", page.body);
    let policy = page.headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("; script-src 'self'; connect-src 'self'; "), "{policy}");

    let script = site.get(src).await;
    assert_eq!(script.headers[CONTENT_TYPE], "text/javascript; charset=utf-8");
    assert_eq!(script.headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert!(script.body.contains("navigator.credentials") && script.headers.get(SET_COOKIE).is_none());

    let mut without = Site::new();
    assert_eq!(without.get(src).await.status, StatusCode::BAD_REQUEST);
    assert!(!without.get("/auth/signin").await.body.contains("<script"));
}

#[test]
fn passkeys_that_cannot_work_do_not_start() {
    let error = Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url(ORIGIN)
        .passkey(Passkey::new().relying_party_id("https://site.test"))
        .passkey(Passkey::webauthn())
        .build()
        .unwrap_err();
    let faults: Vec<_> = error
        .problems()
        .iter()
        .map(|problem| match problem {
            BuildProblem::Passkey { id, fault } => (id.as_str(), *fault),
            other => panic!("{other}"),
        })
        .collect();
    use PasskeyConfigError::*;
    assert_eq!(
        faults,
        [
            ("passkey", RelyingPartyId),
            ("passkey", MissingAdapter),
            ("webauthn", MissingAdapter),
            ("webauthn", ConditionalUi)
        ]
    );
    assert!(error.to_string().contains(".adapter(…)"));
    let fixed = Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url(ORIGIN)
        .adapter(MemoryAdapter::new())
        .passkey(Passkey::new())
        .passkey(Passkey::webauthn().conditional_ui(false))
        .build();
    let _: Auth<()> = fixed.unwrap();
}
