//! The answers to `cargo auth`.

use std::time::Duration;

use super::*;
use crate::{
    adapter::{MemoryAdapter, SqliteAdapter},
    app::AuthBuilder,
    config::{ClientIpSource, TrustedHosts},
    contract::Secret,
    flow::types::Callbacks,
};

const SECRET: &str = "a secret of this test, of more than 32 bytes";

fn builder() -> AuthBuilder<(), Callbacks> {
    let header = http::HeaderName::from_static("x-real-ip");
    Auth::builder()
        .environment(|_| None)
        .secret(Secret::new(SECRET))
        .sign_in_elsewhere()
        .client_ip(ClientIpSource::Header(header))
        .session_max_age(Duration::from_secs(60))
}

fn behind_a_proxy() -> AuthBuilder<(), Callbacks> {
    builder().trust_hosts(TrustedHosts::only(["a.test", "b.test:8443"]).unwrap())
}

async fn answer(auth: &Auth<()>, subject: Subject) -> Value {
    let answer = auth.commands().answer_to(&subject).await;
    assert_eq!((&answer["event"], &answer["protocol"]), (&json!("answer"), &json!(1)));
    assert!(!answer.to_string().contains(SECRET));
    answer["answer"].clone()
}

async fn doctor(auth: &Auth<()>, headers: &[(&str, &str)]) -> Value {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    answer(auth, Subject::Doctor { headers: headers.iter().map(owned).collect() }).await
}

fn codes(answer: &Value) -> Vec<&str> {
    answer["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_doctor_describes_a_fixed_origin() {
    let auth = builder().url("https://a.test/api/auth").adapter(MemoryAdapter::new()).build().unwrap();
    let found = doctor(&auth, &[]).await;
    assert_eq!(found["origin"], json!({ "source": "fixed", "url": "https://a.test" }));
    assert_eq!(found["request"], json!({ "origin": "https://a.test", "client_address": null }));
    assert_eq!((&found["base_path"], &found["public_path"]), (&json!("/api/auth"), &json!("/api/auth")));
    assert_eq!(
        found["sessions"],
        json!({ "kind": "encrypted tokens", "max_age": 60, "lifetime": null, "cookie": "__Secure-authjs.session-token" })
    );
    assert_eq!((&found["database"], &found["has_database"]), (&Value::Null, &json!(true)));
    assert!(codes(&found).is_empty());

    let auth = builder().url("http://a.test").database_sessions(MemoryAdapter::new()).build().unwrap();
    let found = doctor(&auth, &[]).await;
    assert_eq!(codes(&found), ["insecure_origin"]);
    assert_eq!(found["sessions"]["kind"], "rows of the database");
    assert_eq!(found["sessions"]["cookie"], "authjs.session-token");
    assert_eq!(answer(&auth, Subject::Size).await, Value::Null);
}

#[tokio::test]
async fn the_doctor_says_how_a_request_would_be_seen() {
    let auth = behind_a_proxy().build().unwrap();
    let found = doctor(&auth, &[]).await;
    assert_eq!(found["origin"], json!({ "source": "request", "hosts": ["a.test", "b.test:8443"] }));
    assert_eq!((&found["request"]["origin"], &found["sessions"]["cookie"]), (&Value::Null, &Value::Null));
    assert!(codes(&found).is_empty());

    let headers = [("Host", "10.0.0.1"), ("X-Forwarded-Host", "a.test"), ("X-Forwarded-Proto", "https")];
    let found = doctor(&auth, &[headers[0], headers[1], headers[2], ("X-Real-IP", "192.0.2.7")]).await;
    assert_eq!(found["request"], json!({ "origin": "https://a.test", "client_address": "192.0.2.7" }));
    assert!(codes(&found).is_empty());
    assert_eq!(codes(&doctor(&auth, &headers).await), ["missing_address"]);

    let found = doctor(&auth, &[("Host", "evil.test"), ("X-Real-IP", "hush")]).await;
    assert_eq!(codes(&found), ["untrusted_host", "unreadable_address"]);
    assert!(!found.to_string().contains("hush"), "values of headers stay out of the answer");
}

#[tokio::test]
async fn tables_are_planned_and_created() {
    let database = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    let auth = builder().url("https://a.test").adapter(database.clone()).build().unwrap();
    let found = doctor(&auth, &[]).await;
    assert_eq!((codes(&found), &found["database"]), (vec!["pending_migration"], &json!("SQLite")));

    let plan = answer(&auth, Subject::Migrate { apply: false }).await;
    let statements = plan["statements"].as_array().unwrap();
    assert!(statements.len() > 20, "{plan}");
    assert!(statements[0].as_str().unwrap().starts_with("CREATE TABLE IF NOT EXISTS \"user\" ( \"id\" text"));
    assert_eq!(answer(&auth, Subject::Migrate { apply: false }).await, plan, "a plan changes nothing");

    for apply in [true, false, true] {
        let left = answer(&auth, Subject::Migrate { apply }).await;
        let expected =
            json!({ "is_configured": true, "database": "SQLite", "statements": [], "problems": [] });
        assert_eq!(left, expected);
    }
    assert!(codes(&doctor(&auth, &[]).await).is_empty());

    sqlx::query("ALTER TABLE user ADD COLUMN team text NOT NULL DEFAULT ''")
        .execute(database.pool())
        .await
        .unwrap();
    sqlx::query("DROP INDEX session_user").execute(database.pool()).await.unwrap();
    let plan = answer(&auth, Subject::Migrate { apply: false }).await;
    assert_eq!(
        plan["statements"],
        json!([r#"CREATE INDEX IF NOT EXISTS "session_user" ON "session" ("userId")"#])
    );
    sqlx::query("DROP TABLE session").execute(database.pool()).await.unwrap();
    sqlx::query("CREATE TABLE session (sessionToken text, expires integer)")
        .execute(database.pool())
        .await
        .unwrap();
    let plan = answer(&auth, Subject::Migrate { apply: true }).await;
    assert_eq!(plan["problems"][0]["code"], "missing_column", "{plan}");
    assert_eq!(plan["problems"][0]["level"], "error");
    assert_eq!(codes(&doctor(&auth, &[]).await)[0], "missing_column");
}

#[tokio::test]
async fn an_application_without_a_database_has_nothing_to_migrate() {
    let auth = builder().url("https://a.test").build().unwrap();
    assert_eq!(answer(&auth, Subject::Migrate { apply: true }).await, json!({ "is_configured": false }));
    let auth = builder().url("https://a.test").adapter(MemoryAdapter::new()).build().unwrap();
    let memory = answer(&auth, Subject::Migrate { apply: true }).await;
    assert_eq!((&memory["database"], &memory["statements"]), (&Value::Null, &json!([])));
}

#[tokio::test]
async fn the_size_is_that_of_the_budget() {
    let auth = builder().url("https://a.test").build().unwrap();
    let size = answer(&auth, Subject::Size).await;
    let budget = crate::cookie::cookie_budget::<()>();
    assert_eq!((&size["max_size"], &size["cookies"]), (&json!(budget.max_size), &json!(1)));
    assert_eq!((&size["claims"], &size["is_encrypted"]), (&json!([]), &json!(true)));
}

#[tokio::test]
async fn what_the_application_has_not_named_is_null() {
    let auth = builder().url("https://a.test").build().unwrap();
    assert_eq!(answer(&auth, Subject::Routes).await, Value::Null);
    assert_eq!(answer(&auth, Subject::Types).await, Value::Null);
    let unknown = auth.commands().answer_to(&Subject::Unknown).await;
    assert_eq!(unknown["is_known"], false);
    auth.answer_commands().await.unwrap();
}

#[cfg(all(feature = "axum", feature = "typescript"))]
#[tokio::test]
async fn routes_and_types_are_told() {
    let auth = builder().url("https://a.test").build().unwrap();
    let routes = crate::integration::axum::covered::Router::<()>::new().merge(&auth);
    let commands = || auth.commands().routes(&routes).types::<(), ()>();
    let told = commands().answer_to(&Subject::Routes).await;
    let text = "{\n  \"* /auth/{*action}\": \"auth\"\n}\n";
    assert_eq!(told["answer"], json!({ "routes": { "* /auth/{*action}": "auth" }, "text": text }));
    let told = commands().answer_to(&Subject::Types).await;
    assert_eq!(told["answer"], crate::typescript::module::<(), ()>());
}
