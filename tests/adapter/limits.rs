//! Two processes that count sign-in attempts in one database.

use std::net::SocketAddr;

use auth::{
    Auth, AuthError,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, MySqlAdapter, PostgresAdapter, Schema, SqliteAdapter},
};
use axum::extract::ConnectInfo;
use http::{Request, request::Parts};

use crate::{
    application,
    server::{TempDir, mariadb::MariaDb, postgres::Postgres, redis::Redis},
    suite::sqlite,
};

/// How many wrong passwords an account allows without a wait.
const FREE: usize = 20;

/// A process on a database.
fn process(adapter: &AnyAdapter) -> Auth {
    application::builder().adapter(adapter.clone()).build().unwrap()
}

/// The head of a request from the client with a number.
fn parts(number: usize) -> Parts {
    let mut request = Request::new(());
    let peer: SocketAddr = format!("10.0.{}.{}:4711", number >> 8, number & 255).parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    request.into_parts().0
}

/// Tries a password; `true` if it was one too many.
async fn tries(auth: &Auth, number: usize, name: &str) -> bool {
    let form = [("name", name), ("password", "guess")];
    let result = auth.sign_in(&parts(number), "credentials", &form).await;
    matches!(result, Err(AuthError::TooManyRequests { .. }))
}

/// A thousand guesses at one account from a thousand addresses, half of them at once, at two processes.
async fn share(adapter: impl Adapter) {
    let adapter = AnyAdapter::new(adapter);
    let processes = [process(&adapter), process(&adapter)];
    let mut guesses = tokio::task::JoinSet::new();
    for number in 0..100 {
        let auth = processes[number % 2].clone();
        guesses.spawn(async move { tries(&auth, number, "ada").await });
    }
    let limited = guesses.join_all().await.into_iter().filter(|limited| *limited).count();
    assert_eq!(limited, 100 - FREE);
    for number in 100..1_000 {
        assert!(tries(&processes[number % 2], number, "ada").await, "{number}");
    }
    // Network by network, and another account.
    assert!(!tries(&processes[0], 1_001, "bob").await);
    for number in 0..99 {
        assert!(!tries(&processes[number % 2], 1_001, &format!("user{number}")).await, "{number}");
    }
    assert!(tries(&processes[0], 1_001, "another").await && tries(&processes[1], 1_001, "another").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_memory_and_sqlite() {
    share(MemoryAdapter::new()).await;
    let directory = TempDir::new();
    let pool = sqlite(&directory.join("auth.db")).await;
    let adapter = SqliteAdapter::new(pool.clone());
    adapter.migrate().await.unwrap();
    share(adapter).await;

    let keys: Vec<String> =
        sqlx::query_scalar(r#"SELECT "key" FROM "auth_attempt""#).fetch_all(&pool).await.unwrap();
    assert!(keys.len() > 100);
    for key in keys {
        assert!(key.len() == 43 && !key.contains("ada") && !key.contains("10.0."), "{key}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_postgres() {
    let server = Postgres::start().await;
    let adapter = PostgresAdapter::new(server.database("limits").await, Schema::Drizzle);
    adapter.migrate().await.unwrap();
    share(adapter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_mariadb() {
    let server = MariaDb::start().await;
    let adapter = MySqlAdapter::new(server.database("limits").await);
    adapter.migrate().await.unwrap();
    share(adapter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_redis() {
    let server = Redis::start().await;
    share(server.with(MemoryAdapter::new()).await).await;
}
