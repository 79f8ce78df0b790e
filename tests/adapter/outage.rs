//! Databases that hang, are locked, or are restarted under a running application.

use std::time::Duration;

use auth::{
    Auth, AuthError, Session, User,
    adapter::{Adapter, AdapterError, MySqlAdapter, NewUser, PostgresAdapter, Schema, SqliteAdapter},
};
use axum::{Router, body::Body, routing::get};
use http::{
    HeaderMap, Request, StatusCode,
    header::{COOKIE, RETRY_AFTER, SET_COOKIE},
};
use http_body_util::BodyExt;
use sqlx::{ConnectOptions, Connection, Executor};
use tower::ServiceExt;

use crate::{
    application::builder,
    server::{TempDir, eventually, mariadb::MariaDb, postgres::Postgres, redis::Redis},
    suite::sqlite,
};

const TIMEOUT: Duration = Duration::from_millis(300);

async fn me(session: Session) -> String {
    session.user.name.clone().unwrap_or_default()
}

/// Signs a user in, and returns the headers with the cookies.
async fn sign_in(auth: &Auth, name: &str) -> Result<HeaderMap, AuthError> {
    let form = [("name", name), ("password", "hunter2")];
    let auth::SignInResult::SignedIn(cookies) = auth.sign_in(&HeaderMap::new(), "credentials", &form).await?
    else {
        panic!("no guard redirects")
    };
    let mut headers = HeaderMap::new();
    for cookie in cookies.iter() {
        headers.append(COOKIE, cookie.to_str().unwrap().split(';').next().unwrap().parse().unwrap());
    }
    Ok(headers)
}

/// An application with its sessions in a database, and the browser of one user.
struct App {
    auth: Auth,
    router: Router,
    headers: HeaderMap,
}

impl App {
    async fn new(adapter: impl Adapter, timeout: Duration) -> Self {
        let auth: Auth = builder().database_sessions(adapter).store_timeout(timeout).build().unwrap();
        let router = Router::new().route("/me", get(me)).merge(auth.routes()).with_state(auth.clone());
        let headers = eventually(async || sign_in(&auth, "ada").await).await;
        Self { auth, router, headers }
    }

    async fn sign_in(&self, name: &str) -> Result<HeaderMap, AuthError> {
        sign_in(&self.auth, name).await
    }

    /// Requests a page with the cookies of the browser: the status, the body and the headers.
    async fn get(&self, path: &str) -> (StatusCode, String, HeaderMap) {
        let mut request = Request::get(path).header("host", "site.test").body(Body::empty()).unwrap();
        request.headers_mut().extend(self.headers.clone());
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        (parts.status, String::from_utf8(body.to_vec()).unwrap(), parts.headers)
    }

    /// Fails unless the session is there, as soon as the connections have gone back to the pool.
    async fn is_signed_in(&self) {
        eventually(async || match self.get("/me").await {
            (StatusCode::OK, body, _) if body == "ada" => Ok(()),
            (status, body, _) => Err((status, body)),
        })
        .await;
    }

    /// Fails unless requests end, with nothing deleted, while the database does not answer.
    async fn is_unavailable(&self) {
        let (status, body, headers) = self.get("/auth/session").await;
        assert_eq!((status.as_u16(), body.as_str()), (200, "null"));
        assert!(headers.get(SET_COOKIE).is_none_or(|cookie| !cookie.to_str().unwrap().contains("session")));
        let (status, _, headers) = self.get("/me").await;
        assert_eq!(
            (status.as_u16(), &headers[RETRY_AFTER]),
            (503, &"1".parse::<http::HeaderValue>().unwrap())
        );
        let error = self.auth.session(&self.headers).await.unwrap_err();
        assert!(error.is_unavailable(), "{error:?}");
    }

    /// Fails unless many requests at once end while the database does not answer.
    async fn hang(&self, requests: usize) {
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..requests {
            let (auth, headers) = (self.auth.clone(), self.headers.clone());
            tasks.spawn(async move { auth.session(&headers).await.unwrap_err().is_unavailable() });
        }
        assert!(tasks.join_all().await.into_iter().all(|is_unavailable| is_unavailable));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_is_restarted() {
    let mut server = Redis::start().await;
    let directory = TempDir::new();
    let users = SqliteAdapter::new(sqlite(&directory.join("auth.db")).await);
    users.migrate().await.unwrap();
    let mut app = App::new(server.with(users).await, Duration::from_secs(5)).await;
    for round in 0..3 {
        app.is_signed_in().await;
        server.stop();
        if round > 0 {
            app.is_unavailable().await;
            assert!(app.sign_in("ada").await.unwrap_err().is_unavailable());
            tokio::time::sleep(Duration::from_millis(300) * round).await;
        }
        server.restart().await;
        // The first sign-in after the restart. The old session was in the memory of Redis.
        app.headers = app.sign_in("ada").await.unwrap();
    }
    app.is_signed_in().await;
}

/// What ends a session token is not in Redis.
#[tokio::test(flavor = "multi_thread")]
async fn redis_loses_its_data_and_ended_tokens_stay_ended() {
    let mut server = Redis::start().await;
    let directory = TempDir::new();
    let users = SqliteAdapter::new(sqlite(&directory.join("auth.db")).await);
    users.migrate().await.unwrap();
    let adapter = server.with(users).await;
    let auth: Auth = builder().adapter(adapter).revocable_tokens(Duration::ZERO).build().unwrap();
    let (ended, valid) = (sign_in(&auth, "ada").await.unwrap(), sign_in(&auth, "ada").await.unwrap());
    auth.sign_out(&ended).await.unwrap().stored.unwrap();
    server.stop();
    server.restart().await;
    assert!(auth.session(&ended).await.unwrap().is_none());
    assert!(auth.session(&valid).await.unwrap().is_some());
    auth.sign_out_application_user(&"ada".into()).await.unwrap();
    server.stop();
    assert!(auth.session(&valid).await.unwrap().is_none(), "Redis is not asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_hangs() {
    let server = Redis::start().await;
    let directory = TempDir::new();
    let users = SqliteAdapter::new(sqlite(&directory.join("auth.db")).await);
    users.migrate().await.unwrap();
    let app = App::new(server.with(users).await, TIMEOUT).await;
    server.signal("-STOP");
    app.is_unavailable().await;
    app.hang(20).await;
    server.signal("-CONT");
    app.is_signed_in().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_postgres_is_locked() {
    let server = Postgres::start().await;
    let pool = server.database("locked").await;
    let adapter = PostgresAdapter::new(pool.clone(), Schema::Drizzle);
    adapter.migrate().await.unwrap();
    let app = App::new(adapter, TIMEOUT).await;
    let mut other = server.options().database("locked").connect().await.unwrap();
    let mut lock = other.begin().await.unwrap();
    lock.execute(r#"LOCK TABLE "session""#).await.unwrap();
    app.is_unavailable().await;
    app.hang(40).await;
    // A sign-in has written the user when it comes to the session: the transaction is rolled back.
    assert!(app.sign_in("grace").await.unwrap_err().is_unavailable());
    lock.rollback().await.unwrap();
    app.is_signed_in().await;
    let users: i64 =
        sqlx::query_scalar(r#"SELECT count(*) FROM "user""#).fetch_one(&mut other).await.unwrap();
    assert_eq!(users, 1, "grace was not half-written");
    let mut connections = Vec::new();
    for _ in 0..16 {
        connections.push(eventually(async || pool.acquire().await).await);
    }
    let open: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = 'locked' AND state LIKE 'idle in transaction%'",
    )
    .fetch_one(&mut other)
    .await
    .unwrap();
    assert_eq!(open, 0, "no transaction was left open");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_mariadb_is_locked() {
    let server = MariaDb::start().await;
    let pool = server.database("locked").await;
    let adapter = MySqlAdapter::new(pool.clone());
    adapter.migrate().await.unwrap();
    let app = App::new(adapter, TIMEOUT).await;
    let mut other = server.connection("locked").await;
    other.execute("LOCK TABLES `session` WRITE").await.unwrap();
    app.is_unavailable().await;
    app.hang(40).await;
    assert!(app.sign_in("grace").await.unwrap_err().is_unavailable());
    other.execute("UNLOCK TABLES").await.unwrap();
    app.is_signed_in().await;
    let users: i64 = sqlx::query_scalar("SELECT count(*) FROM `user`").fetch_one(&mut other).await.unwrap();
    assert_eq!(users, 1, "grace was not half-written");
    let mut connections = Vec::new();
    for _ in 0..16 {
        connections.push(eventually(async || pool.acquire().await).await);
    }
    let open: i64 = sqlx::query_scalar("SELECT count(*) FROM information_schema.innodb_trx")
        .fetch_one(&mut other)
        .await
        .unwrap();
    assert_eq!(open, 0, "no transaction was left open");
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_is_locked() {
    let directory = TempDir::new();
    let pool = sqlite(&directory.join("auth.db")).await;
    let adapter = SqliteAdapter::new(pool.clone());
    adapter.migrate().await.unwrap();
    let app = App::new(adapter, TIMEOUT).await;
    let mut other = pool.acquire().await.unwrap();
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    for _ in 0..2 {
        assert!(app.sign_in("grace").await.unwrap_err().is_unavailable());
    }
    other.execute("ROLLBACK").await.unwrap();
    drop(other);
    eventually(async || app.sign_in("grace").await).await;
    app.is_signed_in().await;
    let users: i64 = sqlx::query_scalar(r#"SELECT count(*) FROM "user""#).fetch_one(&pool).await.unwrap();
    assert_eq!(users, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pool_without_a_free_connection_is_unavailable() {
    let server = Postgres::start().await;
    server.database("exhausted").await.close().await;
    let pool = sqlx::postgres::PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(1))
        .connect_with(server.options().database("exhausted"))
        .await
        .unwrap();
    let adapter = PostgresAdapter::new(pool.clone(), Schema::Drizzle);
    adapter.migrate().await.unwrap();
    let app = App::new(adapter, Duration::from_secs(5)).await;
    let only = pool.acquire().await.unwrap();
    app.is_unavailable().await;
    drop(only);
    app.is_signed_in().await;
}

async fn refuses_writes(adapter: &impl Adapter) {
    match adapter.sign_up(NewUser::new(User::new("ada")), None, None).await {
        Err(AdapterError::Unavailable(_)) => {}
        Err(error) => panic!("{error:?}"),
        Ok(_) => panic!("it takes writes"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_takes_no_writes_is_unavailable() {
    let server = Postgres::start().await;
    let pool = server.database("readonly").await;
    let adapter = PostgresAdapter::new(pool.clone(), Schema::Drizzle);
    adapter.migrate().await.unwrap();
    let read_only = "ALTER DATABASE readonly SET default_transaction_read_only = on";
    pool.execute(read_only).await.unwrap();
    let adapter = PostgresAdapter::new(server.existing("readonly").await, Schema::Drizzle);
    refuses_writes(&adapter).await;

    let directory = TempDir::new();
    let path = directory.join("auth.db");
    SqliteAdapter::new(sqlite(&path).await).migrate().await.unwrap();
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path).read_only(true);
    let adapter = SqliteAdapter::new(sqlx::SqlitePool::connect_with(options).await.unwrap());
    refuses_writes(&adapter).await;

    let server = MariaDb::start().await;
    let pool = server.database("readonly").await;
    let adapter = MySqlAdapter::new(pool.clone());
    adapter.migrate().await.unwrap();
    pool.execute("CREATE USER visitor IDENTIFIED BY 'hunter2'").await.unwrap();
    pool.execute("GRANT ALL ON readonly.* TO visitor").await.unwrap();
    pool.execute("SET GLOBAL read_only = ON").await.unwrap();
    let adapter = MySqlAdapter::new(server.visitor("readonly", "visitor", "hunter2").await);
    refuses_writes(&adapter).await;
}
