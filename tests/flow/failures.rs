//! Failures behind the server: each costs one request, and none ends a session.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    time::Duration,
};

use auth::{
    AuthError,
    adapter::{AnyAdapter, MemoryAdapter},
    prelude::*,
    provider::Passkey,
};
use axum::body::Body;
use http::{Request, StatusCode, header::CONTENT_TYPE};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::json;

use crate::{database::*, site::*, world::*};

const TRUST: Duration = Duration::from_secs(10);

/// Where sessions are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setup {
    Tokens,
    Revocable,
    Rows,
}
use Setup::{Revocable, Rows, Tokens};

#[auth::jwt(access)]
async fn asked(State(world): State<World>) -> Result<Access> {
    world.ask("access")
}

#[auth::jwt(update)]
async fn changed(_: &mut Jwt<Token>, State(world): State<World>) -> Result<Access> {
    world.ask("update")
}

#[auth::session]
async fn visible(State(world): State<World>) -> Result<Visible> {
    world.ask("session")?;
    Ok(Visible { role: None, length: 0 })
}

fn site(setup: Setup, database: &AnyAdapter) -> Site {
    static SEED: AtomicU64 = AtomicU64::new(2_000);
    let database = database.clone();
    Site::built(|start| {
        let start = start.random(Noise::seeded(SEED.fetch_add(1, Ordering::Relaxed)));
        let start = start.credentials::<login>().passkey(Passkey::new());
        if setup == Rows {
            let start = start.database_sessions(database).jwt_access::<asked>();
            return start.session::<visible>().build().unwrap();
        }
        let start = match setup {
            Revocable => start.adapter(database).revocable_tokens(TRUST),
            _ => start.adapter(database),
        };
        let start = start.jwt::<issue>().jwt_access::<asked>().jwt_update::<changed>();
        start.session::<visible>().on::<signed_out>().build().unwrap()
    })
}

async fn signed_in(setup: Setup, database: &AnyAdapter) -> Site {
    let mut site = site(setup, database);
    site.sign_in("ada").await;
    assert!(!site.session().await.is_null(), "{setup:?}");
    site
}

/// The session of a copied cookie.
async fn is_session(site: &mut Site, cookies: &BTreeMap<String, String>) -> bool {
    site.cookies = cookies.clone();
    !site.session().await.is_null()
}

#[tokio::test]
async fn a_callback_that_fails_costs_one_request() {
    for setup in [Tokens, Revocable, Rows] {
        for database in databases().await {
            for callback in ["access", "session"] {
                let mut site = signed_in(setup, &database).await;
                let before = site.cookies.clone();
                site.world.trouble(callback, Access::Allow);
                let reply = site.get("/auth/session").await;
                assert_eq!(
                    (reply.status, reply.json()),
                    (StatusCode::OK, json!(null)),
                    "{setup:?} {callback}"
                );
                for path in ["/me", "/maybe", "/admin"] {
                    assert_eq!(site.get(path).await.status, 500, "{setup:?} {callback} {path}");
                }
                let head = site.headers();
                assert!(matches!(site.auth.session(&head).await, Err(AuthError::Callback { .. })));
                assert!(matches!(site.auth.refresh(&head).await, Err(AuthError::Callback { .. })));
                assert_eq!(site.update(json!({})).await.json(), json!(null), "{setup:?} {callback}");
                assert_eq!(site.cookies[SESSION], before[SESSION], "{setup:?} {callback}");

                site.world.no_trouble();
                assert_eq!(site.get("/me").await.status, 200, "{setup:?} {callback}");
                assert!(!site.session().await.is_null(), "{setup:?} {callback}");
            }
        }
    }
}

#[tokio::test]
async fn an_update_that_fails_changes_nothing() {
    for setup in [Tokens, Revocable] {
        let mut site = signed_in(setup, &AnyAdapter::new(MemoryAdapter::new())).await;
        let before = site.cookies[SESSION].clone();
        site.world.trouble("update", Access::Allow);
        let reply = site.update(json!({})).await;
        assert_eq!((reply.json(), reply.set_cookies()), (json!(null), vec![]), "{setup:?}");
        let updated = site.auth.update(&site.headers(), json!({})).await;
        assert!(matches!(updated, Err(AuthError::Callback { callback: "jwt(update)", .. })), "{setup:?}");
        assert_eq!(site.cookies[SESSION], before, "{setup:?}");
        assert!(!site.session().await.is_null(), "{setup:?}");
    }
}

#[tokio::test]
async fn a_revocation_by_a_callback_ends_the_session_for_everyone() {
    for (setup, callback) in [(Revocable, "access"), (Revocable, "update"), (Rows, "access")] {
        for database in databases().await {
            let mut site = signed_in(setup, &database).await;
            let copy = site.cookies.clone();
            site.world.trouble(callback, Access::Revoke);
            let reply = match callback {
                "access" => site.get("/me").await,
                _ => site.update(json!({})).await,
            };
            assert_eq!(reply.status, if callback == "access" { 401 } else { 200 });
            assert!(site.session().await.is_null());
            assert_eq!(site.session_cookies(), [""; 0], "{setup:?} {callback}");
            site.world.no_trouble();
            assert!(!is_session(&mut site, &copy).await, "{setup:?} {callback}");
            site.cookies = BTreeMap::new();
            site.sign_in("ada").await;
            assert!(!site.session().await.is_null());
        }
    }
}

#[tokio::test]
async fn a_session_that_cannot_be_checked_is_not_taken_for_none() {
    for setup in [Tokens, Revocable, Rows] {
        let mut site = signed_in(setup, &AnyAdapter::new(MemoryAdapter::new())).await;
        let options = "/auth/webauthn-options/passkey?action=register";
        let is_stored = setup == Rows;
        assert_eq!(site.get(options).await.status, if is_stored { 200 } else { 400 }, "{setup:?}");
        site.world.trouble("access", Access::Allow);
        let to = site.get(options).await.location().to_owned();
        assert!(to.ends_with("error=Configuration"), "{setup:?} {to}");
    }
}

#[tokio::test]
async fn a_session_that_cannot_be_prolonged_is_shown() {
    let (adapter, pool) = sqlite().await;
    let mut site = signed_in(Rows, &AnyAdapter::new(adapter)).await;
    site.clock.advance(DAY * 2);
    sqlx::query("PRAGMA query_only = 1").execute(&pool).await.unwrap();
    for path in ["/auth/session", "/me", "/maybe"] {
        let reply = site.get(path).await;
        assert_eq!((reply.status, reply.set_cookies()), (StatusCode::OK, vec![]), "{path}");
        assert_eq!(reply.json()["user"]["name"], "ada", "{path}");
    }
    let refreshed = site.auth.refresh(&site.headers()).await.unwrap();
    assert_eq!((refreshed.session.is_some(), refreshed.cookies.iter().count()), (true, 0));
    sqlx::query("PRAGMA query_only = 0").execute(&pool).await.unwrap();
    assert_eq!(site.get("/me").await.set_cookies(), [SESSION]);
}

static BREAKS: AtomicBool = AtomicBool::new(false);

/// A claim that does not serialize while it breaks.
#[derive(Clone, Debug)]
struct Brittle;

impl Serialize for Brittle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if BREAKS.load(Ordering::Relaxed) {
            return Err(serde::ser::Error::custom("too large"));
        }
        serializer.serialize_bool(true)
    }
}

impl<'de> Deserialize<'de> for Brittle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bool::deserialize(deserializer).map(|_| Self)
    }
}

#[auth::jwt]
struct Fragile {
    claim: Brittle,
}

#[auth::jwt]
async fn fragile() -> Fragile {
    Fragile { claim: Brittle }
}

#[tokio::test]
async fn a_token_that_cannot_be_issued_anew_is_shown_as_it_is() {
    let mut site = Site::built(|start| {
        start.credentials::<login>().jwt::<fragile>().session::<visible>().build().unwrap()
    });
    site.sign_in("ada").await;
    let expires = site.session().await["expires"].clone();
    site.clock.advance(DAY * 2);
    BREAKS.store(true, Ordering::Relaxed);
    for path in ["/auth/session", "/me", "/maybe"] {
        let reply = site.get(path).await;
        assert_eq!((reply.status, reply.set_cookies()), (StatusCode::OK, vec![]), "{path}");
        assert_eq!(reply.json()["expires"], expires, "{path}");
    }
    // What an update has changed is not written, so the update has failed.
    let reply = site.update(json!({})).await;
    assert_eq!((reply.json(), reply.set_cookies()), (json!(null), vec![]));
    let updated = site.auth.update(&site.headers(), json!({})).await;
    assert!(matches!(updated, Err(AuthError::Unwritable(_))));
    BREAKS.store(false, Ordering::Relaxed);
    assert_eq!(site.get("/me").await.set_cookies(), [SESSION]);
}

/// A sign-out as scripts send it.
async fn sign_out_by_script(site: &mut Site) -> Reply {
    let csrf = site.csrf().await;
    let request =
        Request::post("/auth/signout").header(CONTENT_TYPE, FORM).header("x-auth-return-redirect", "1");
    site.send(request, Body::from(format!("csrfToken={csrf}"))).await
}

#[tokio::test]
async fn a_sign_out_that_is_not_stored_says_so_and_is_tried_again() {
    for setup in [Revocable, Rows] {
        let (adapter, pool) = sqlite().await;
        let database = AnyAdapter::new(adapter);
        let mut copies = Vec::new();
        let mut site = signed_in(setup, &database).await;
        for way in ["page", "script", "server"] {
            site.sign_in("ada").await;
            copies.push(site.cookies.clone());
            site.world.happened();
            sqlx::query("PRAGMA query_only = 1").execute(&pool).await.unwrap();
            match way {
                "page" => {
                    let reply = site.post("/auth/signout", &[]).await;
                    assert_eq!(reply.status, 503, "{setup:?}");
                    assert!(reply.body.contains("You may still be signed in elsewhere"), "{}", reply.body);
                }
                "script" => {
                    let reply = sign_out_by_script(&mut site).await;
                    assert_eq!(reply.status, 503, "{setup:?}");
                    assert_eq!(reply.json()["url"], "http://site.test/auth/error?error=SignOutError");
                }
                _ => {
                    let signed_out = site.auth.sign_out(&site.headers()).await.unwrap();
                    assert!(matches!(signed_out.stored, Err(AuthError::SignOutNotStored(_))), "{setup:?}");
                    site.take(signed_out.cookies.iter());
                }
            }
            assert_eq!(site.session_cookies(), [""; 0], "{setup:?} {way}");
            assert_eq!(site.world.happened(), [""; 0], "{setup:?} {way}");
            sqlx::query("PRAGMA query_only = 0").execute(&pool).await.unwrap();
        }
        assert_eq!(site.get("/auth/error?error=SignOutError").await.status, 503);
        // It is tried again until it is stored.
        for copy in copies {
            let mut attempts = 0..100;
            while is_session(&mut site, &copy).await {
                assert!(attempts.next().is_some(), "{setup:?}");
                tokio::time::sleep(Duration::from_millis(100)).await;
                site.clock.advance(TRUST);
            }
        }
    }
}

#[tokio::test]
async fn a_sign_out_that_asks_a_database_which_is_gone_says_so() {
    for setup in [Revocable, Rows] {
        let (adapter, pool) = sqlite().await;
        let mut site = signed_in(setup, &AnyAdapter::new(adapter)).await;
        site.clock.advance(TRUST);
        pool.close().await;
        assert_eq!(site.post("/auth/signout", &[]).await.status, 503, "{setup:?}");
        assert_eq!(site.session_cookies(), [""; 0], "{setup:?}");
    }
}

#[tokio::test]
async fn a_sign_out_of_which_nothing_is_stored_needs_no_database() {
    let (adapter, pool) = sqlite().await;
    let mut site = signed_in(Tokens, &AnyAdapter::new(adapter)).await;
    pool.close().await;
    assert_eq!(site.post("/auth/signout", &[]).await.location(), ORIGIN);
    assert_eq!(site.session_cookies(), [""; 0]);
}
