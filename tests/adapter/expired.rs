//! Expired rows, which are deleted in batches that no request waits for.

use std::time::Duration;

use auth::{
    Auth, User,
    adapter::{Adapter, MySqlAdapter, NewUser, PostgresAdapter, Schema, SqliteAdapter},
    time::{Clock, SystemClock},
};
use http::HeaderMap;
use sqlx::{ConnectOptions, Connection, Executor};

use crate::{
    application,
    server::{TempDir, eventually, mariadb::MariaDb, postgres::Postgres},
    suite::sqlite,
};

const ROWS: u64 = 10_000;

/// An application whose sessions are tokens, so that its sign-ins do not need the tables of the expired rows.
fn application(adapter: impl Adapter) -> Auth {
    application::builder().sign_in_limit(None).account_limit(None).adapter(adapter).build().unwrap()
}

async fn sign_in(auth: &Auth) {
    let form = [("name", "ada"), ("password", "hunter2")];
    auth.sign_in(&HeaderMap::new(), "credentials", &form).await.unwrap();
}

/// Deletes batch by batch, and returns their sizes.
async fn batches(adapter: &impl Adapter) -> Vec<u64> {
    let mut sizes = Vec::new();
    loop {
        let size = adapter.delete_expired_batch(SystemClock.now(), 1_000).await.unwrap();
        sizes.push(size);
        if size < 1_000 {
            return sizes;
        }
    }
}

/// What ten thousand rows become.
fn ten_batches() -> Vec<u64> {
    let mut sizes = vec![1_000; 10];
    sizes.push(0);
    sizes
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_does_not_wait_for_the_deletion() {
    let server = Postgres::start().await;
    let pool = server.database("expired").await;
    let adapter = PostgresAdapter::new(pool.clone(), Schema::Drizzle);
    adapter.migrate().await.unwrap();
    adapter.sign_up(NewUser::new(User::new("owner")), None, None).await.unwrap();
    for statement in [
        r#"INSERT INTO "session" ("sessionToken", "userId", "expires")
           SELECT 'expired' || n, u."id", timestamp '2020-01-01' FROM generate_series(1, 10000) n, "user" u"#,
        r#"INSERT INTO "session" ("sessionToken", "userId", "expires")
           SELECT 'valid', "id", timestamp '2999-01-01' FROM "user""#,
        r#"INSERT INTO "auth_marker" SELECT 'expired' || n, 1 FROM generate_series(1, 10000) n"#,
        "CREATE TABLE batch (relation text, rows bigint)",
        "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN INSERT INTO batch SELECT TG_TABLE_NAME, count(*) FROM gone; RETURN NULL; END'",
        r#"CREATE TRIGGER note AFTER DELETE ON "session" REFERENCING OLD TABLE AS gone
           FOR EACH STATEMENT EXECUTE FUNCTION note()"#,
        "CREATE TRIGGER note AFTER DELETE ON auth_marker REFERENCING OLD TABLE AS gone
         FOR EACH STATEMENT EXECUTE FUNCTION note()",
    ] {
        pool.execute(statement).await.unwrap();
    }
    let auth = application(adapter);
    // The deletion waits for this lock, and the sign-ins do not wait for the deletion.
    let mut other = server.options().database("expired").connect().await.unwrap();
    let mut lock = other.begin().await.unwrap();
    lock.execute(r#"LOCK TABLE "session""#).await.unwrap();
    tokio::time::timeout(Duration::from_secs(60), async {
        sign_in(&auth).await;
        sign_in(&auth).await;
    })
    .await
    .unwrap();
    assert_eq!(auth.delete_expired().await.unwrap(), 0, "the process deletes already");
    lock.rollback().await.unwrap();

    let left = r#"SELECT (SELECT count(*) FROM "session") + (SELECT count(*) FROM auth_marker)"#;
    eventually(async || {
        let left: i64 = sqlx::query_scalar(left).fetch_one(&pool).await.unwrap();
        if left == 1 { Ok(()) } else { Err(left) }
    })
    .await;
    for table in ["session", "auth_marker"] {
        let sizes: Vec<i64> = sqlx::query_scalar("SELECT rows FROM batch WHERE relation = $1 AND rows > 0")
            .bind(table)
            .fetch_all(&pool)
            .await
            .unwrap();
        assert_eq!(sizes, [1_000; 10], "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_rows_are_deleted_when_the_application_asks() {
    let directory = TempDir::new();
    let pool = sqlite(&directory.join("auth.db")).await;
    let adapter = SqliteAdapter::new(pool.clone());
    assert!(application(adapter.clone()).delete_expired().await.is_err(), "there are no tables");
    adapter.migrate().await.unwrap();
    let numbers = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 10000)";
    let insert = r#"INSERT INTO "verificationToken" SELECT 'a@example.com', 'expired' || n, 1 FROM n"#;
    let insert = format!("{numbers} {insert}");
    pool.execute(sqlx::AssertSqlSafe(insert.clone())).await.unwrap();
    assert_eq!(batches(&adapter).await, ten_batches());
    pool.execute(sqlx::AssertSqlSafe(insert)).await.unwrap();
    let auth = application(adapter);
    assert_eq!(auth.delete_expired().await.unwrap(), ROWS);
    assert_eq!(auth.delete_expired().await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn mariadb_deletes_in_batches() {
    let server = MariaDb::start().await;
    let pool = server.database("expired").await;
    let adapter = MySqlAdapter::new(pool.clone());
    adapter.migrate().await.unwrap();
    let insert = "INSERT INTO auth_attempt SELECT CONCAT('expired', seq), 1, 0, 1 FROM seq_1_to_10000";
    pool.execute(insert).await.unwrap();
    assert_eq!(batches(&adapter).await, ten_batches());
    pool.execute(insert).await.unwrap();
    assert_eq!(application(adapter).delete_expired().await.unwrap(), ROWS);
}

/// Two processes delete at the same time, and none waits for the rows of the other.
#[tokio::test(flavor = "multi_thread")]
async fn two_processes_share_the_rows() {
    let server = Postgres::start().await;
    let pool = server.database("shared").await;
    let adapter = PostgresAdapter::new(pool.clone(), Schema::PgAdapter);
    adapter.migrate().await.unwrap();
    let insert = "INSERT INTO verification_token (identifier, token, expires)
        SELECT 'a@example.com', 'expired' || n, timestamptz '2020-01-01' FROM generate_series(1, 10000) n";
    pool.execute(insert).await.unwrap();
    let (one, other) = (application(adapter.clone()), application(adapter));
    let (one, other) = tokio::join!(one.delete_expired(), other.delete_expired());
    assert_eq!(one.unwrap() + other.unwrap(), ROWS);
}
