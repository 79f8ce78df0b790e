//! Sessions that are rows of a database, and tokens that it revokes.

use std::{collections::BTreeMap, time::Duration};

use auth::{
    Auth, AuthError, KnownUser, StoredId,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, SqliteAdapter},
    session::SessionId,
};
use serde_json::json;

use crate::{logs::Log, site::*};

/// A database in the memory of this process, and SQLite.
pub(crate) async fn databases() -> [AnyAdapter; 2] {
    [AnyAdapter::new(MemoryAdapter::new()), AnyAdapter::new(sqlite().await.0)]
}

pub(crate) async fn sqlite() -> (SqliteAdapter, sqlx::SqlitePool) {
    let adapter = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    let pool = adapter.pool().clone();
    adapter.migrate().await.unwrap();
    (adapter, pool)
}

pub(crate) async fn user_of(database: &AnyAdapter, name: &str) -> StoredId {
    database.user_by_email(&format!("{name}@example.com")).await.unwrap().unwrap().id()
}

#[tokio::test]
async fn the_cookie_is_the_number_of_a_row_and_a_new_one_at_every_sign_in() {
    for database in databases().await {
        let mut site = Site::with_sessions_in(database.clone(), |builder| builder);
        assert_eq!(site.sign_in("ada").await.location(), "http://site.test");
        let first = site.cookies[SESSION].clone();
        let (random, time) = first.split_once('.').unwrap();
        assert_eq!((random.len(), time), (43, "t1800000000.apwd-1800000000"), "{first}");
        assert_eq!(
            site.world.happened(),
            [
                "authorize ada".to_owned(),
                "first guard".to_owned(),
                "second guard".to_owned(),
                "event create_user Some(\"ada@example.com\")".to_owned(),
                format!("event sign_in {} credentials", user_of(&database, "ada").await),
            ]
        );
        let user = json!({ "name": "ada", "email": "ada@example.com", "role": null });
        assert_eq!(site.session().await["user"], user);

        site.sign_in("ada").await;
        assert_ne!(site.cookies[SESSION], first);
        assert!(!site.world.happened().iter().any(|what| what.contains("create_user")));
        assert_eq!(database.sessions_of(&user_of(&database, "ada").await).await.unwrap().len(), 1);
        site.cookies.insert(SESSION.to_owned(), first);
        assert!(site.session().await.is_null());
    }
}

#[tokio::test]
async fn a_row_is_prolonged_once_in_a_while() {
    for database in databases().await {
        let mut site = Site::with_sessions_in(database.clone(), |builder| builder);
        site.sign_in("ada").await;
        let ada = user_of(&database, "ada").await;
        let end = async || database.sessions_of(&ada).await.unwrap()[0].expires;
        assert_eq!(end().await, NOW + DAY * 30);
        site.clock.advance(DAY / 2);
        site.session().await;
        assert_eq!(site.get("/me").await.status, 200);
        assert_eq!(end().await, NOW + DAY * 30);
        site.clock.advance(DAY / 2);
        // The end that is shown is that of before.
        assert_eq!(site.session().await["expires"], (NOW + DAY * 30).to_iso());
        assert_eq!(end().await, NOW + DAY * 31);
        site.clock.advance(DAY);
        let reply = site.get("/me").await;
        assert_eq!(reply.set_cookies().len(), 1);
        assert_eq!(end().await, NOW + DAY * 32);
    }
}

#[tokio::test]
async fn a_row_that_has_expired_is_signed_out_and_removed() {
    for database in databases().await {
        let mut site = Site::with_sessions_in(database.clone(), |builder| builder);
        site.sign_in("ada").await;
        site.clock.advance(DAY * 30 + Duration::from_millis(1));
        assert_eq!(site.get("/me").await.status, 401);
        assert!(site.session().await.is_null());
        assert_eq!(site.session_cookies(), [""; 0]);
        assert!(database.sessions_of(&user_of(&database, "ada").await).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn signing_out_removes_the_row() {
    for database in databases().await {
        let mut site = Site::with_sessions_in(database, |builder| builder);
        site.sign_in("ada").await;
        let copied = site.cookies[SESSION].clone();
        let csrf = site.csrf().await;
        site.post("/auth/signout", &[("csrfToken", &csrf)]).await;
        assert_eq!(site.session_cookies(), [""; 0]);
        site.cookies.insert(SESSION.to_owned(), copied);
        assert!(site.session().await.is_null());
    }
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all_at_once() {
    for database in databases().await {
        let mut site = Site::with_sessions_in(database.clone(), |builder| builder);
        let mut browsers = Vec::new();
        for _ in 0..3 {
            site.cookies = BTreeMap::new();
            site.sign_in("ada").await;
            browsers.push(site.cookies.clone());
        }
        let (auth, ada) = (site.auth.clone(), user_of(&database, "ada").await);
        assert_eq!(auth.sessions_of(&ada).await.unwrap().len(), 3);

        site.cookies = browsers[1].clone();
        let second = auth.session_id(&site.headers()).unwrap().unwrap();
        assert!(!browsers[1][SESSION].contains(second.as_str()));
        assert!(!auth.revoke_session(&StoredId::from_store("somebody else"), &second).await.unwrap());
        assert!(!auth.revoke_session(&ada, &SessionId::from("no such session")).await.unwrap());
        assert!(auth.revoke_session(&ada, &second).await.unwrap());
        assert!(site.session().await.is_null());
        site.cookies = browsers[0].clone();
        assert!(!site.session().await.is_null());

        auth.sign_out_everywhere(&ada).await.unwrap();
        for cookies in [&browsers[0], &browsers[2]] {
            site.cookies = cookies.clone();
            assert!(site.session().await.is_null());
        }
        assert!(auth.sessions_of(&ada).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn an_update_reaches_the_session_callback_or_is_refused() {
    let mut site = Site::with_sessions_in(MemoryAdapter::new(), |builder| builder);
    site.sign_in("ada").await;
    let reply = site.update(json!({ "note": "four" })).await;
    assert_eq!(reply.json()["length"], 4);
    assert_eq!(site.session().await["length"], 0);
    let reply = site.update(json!({ "note": 4 })).await;
    assert_eq!((reply.status.as_u16(), &reply.json()["error"]), (400, &json!("InvalidPayload")));
    assert!(!site.session().await.is_null());
}

#[tokio::test]
async fn a_database_that_is_gone_signs_nobody_out_and_nobody_in() {
    let (adapter, pool) = sqlite().await;
    let mut site = Site::with_sessions_in(adapter, |builder| builder);
    site.sign_in("ada").await;
    pool.close().await;
    let reply = site.get("/auth/session").await;
    assert_eq!((reply.status.as_u16(), reply.body.as_str()), (200, "null"));
    assert_eq!(site.session_cookies().len(), 1);
    assert!(matches!(site.auth.session(&site.headers()).await, Err(AuthError::Adapter(_))));
    assert_eq!(site.get("/me").await.status, 503);
    let reply = site.sign_in("ada").await;
    assert_eq!(reply.location(), "http://site.test/auth/error?error=Configuration");
}

#[tokio::test(flavor = "current_thread")]
async fn a_failure_is_one_line_with_its_operation_its_code_and_the_name_of_the_table() {
    let (adapter, pool) = sqlite().await;
    let mut site = Site::with_sessions_in(adapter, |builder| builder);
    sqlx::query(r#"DROP TABLE "session""#).execute(&pool).await.unwrap();
    let log = Log::default();
    let _guard = log.listen();
    site.sign_in("ada").await;
    let text = log.text();
    let errors: Vec<&str> = text.lines().filter(|line| line.contains("ERROR")).collect();
    let [error] = errors.as_slice() else { panic!("{text}") };
    let told = "the database rejected a statement: `sign_up` failed: database error 1 at table session";
    assert!(error.contains("the database failed") && error.contains(told), "{error}");
    assert!(!error.contains("ada"), "{error}");
}

#[tokio::test]
async fn a_user_without_an_address_is_found_again_by_the_account() {
    for database in databases().await {
        let mut site = Site::with_sessions_in(database.clone(), |builder| builder);
        let mut owners = Vec::new();
        for _ in 0..2 {
            assert_eq!(site.sign_in("nameless").await.location(), "http://site.test");
            let account = database.account(&"credentials".into(), "nameless").await.unwrap().unwrap();
            owners.push(account.user_id.unwrap());
        }
        assert_eq!(owners[0], owners[1]);
        assert_ne!(owners[0], "nameless");
        let unknown = KnownUser::stored(&StoredId::from_store("1"));
        let refused = site.auth.sign_in_as(&site.headers(), unknown).await;
        assert!(matches!(refused, Err(AuthError::UnknownUser)));
    }
}

#[tokio::test]
async fn tokens_are_revoked_by_their_epoch() {
    for database in databases().await {
        let trust = Duration::from_secs(10);
        let builder = |start: Start| start.adapter(database.clone()).revocable_tokens(trust);
        let (mut here, mut elsewhere) = (Site::with(builder), Site::with(builder));
        here.sign_in("ada").await;
        elsewhere.cookies = here.cookies.clone();
        assert!(!elsewhere.session().await.is_null());

        here.auth.sign_out_application_user(&"ada".into()).await.unwrap();
        assert!(here.session().await.is_null());
        // Another process believes for a while what it knows.
        assert!(!elsewhere.session().await.is_null());
        elsewhere.clock.advance(trust);
        assert!(elsewhere.session().await.is_null());

        here.sign_in("ada").await;
        assert!(!here.session().await.is_null());
        let refused = here.auth.sessions_of(&StoredId::from_store("ada")).await;
        assert!(matches!(refused, Err(AuthError::MissingAdapter)));
    }
}

#[tokio::test]
async fn tokens_are_revocable_only_where_it_is_configured() {
    let site = Site::with(|builder| builder.adapter(MemoryAdapter::new()));
    let refused = site.auth.sign_out_application_user(&"ada".into()).await;
    assert!(matches!(refused, Err(AuthError::NotRevocable)));
    let problem = Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url(ORIGIN)
        .credentials::<crate::world::login_anybody>()
        .revocable_tokens(DAY)
        .build()
        .unwrap_err();
    assert!(problem.to_string().contains("`.revocable_tokens(…)` needs a database"), "{problem}");
}

#[tokio::test]
async fn sessions_can_have_a_fixed_end() {
    let fixed = |start: Start| start.session_max_age(DAY).session_update_age(DAY * 100);
    let mut site = Site::with_sessions_in(MemoryAdapter::new(), fixed);
    site.sign_in("ada").await;
    site.clock.advance(DAY - Duration::from_secs(1));
    assert_eq!(site.session().await["expires"], (NOW + DAY).to_iso());
    assert_eq!(site.get("/me").await.status, 200);
    site.clock.advance(Duration::from_secs(2));
    assert_eq!(site.get("/me").await.status, 401);
}
