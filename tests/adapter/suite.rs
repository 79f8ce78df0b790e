//! The contract suite on every database.

use auth::{
    User,
    adapter::{
        Adapter, MemoryAdapter, MySqlAdapter, NewSession, NewUser, PostgresAdapter, Schema, SqliteAdapter,
        WithRedis, contract,
    },
    time::{Clock, SystemClock},
};
use sqlx::{
    Row, SqlitePool,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

use redis::aio::MultiplexedConnection;

use crate::server::{TempDir, eventually, mariadb::MariaDb, postgres::Postgres, redis::Redis};

/// How many cases the suite has.
const CASES: usize = 128;

async fn check(adapter: impl Adapter) {
    let report =
        contract::run(adapter).await.unwrap_or_else(|breach| panic!("{breach}: {:?}", breach.source));
    assert!(report.skipped.is_empty());
    assert_eq!(report.passed, CASES);
}

pub async fn sqlite(path: &std::path::Path) -> SqlitePool {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
        .synchronous(sqlx::sqlite::SqliteSynchronous::Normal);
    SqlitePoolOptions::new().max_connections(4).connect_with(options).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn memory() {
    check(MemoryAdapter::new()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_file() {
    let directory = TempDir::new();
    let adapter = SqliteAdapter::new(sqlite(&directory.join("auth.db")).await);
    adapter.migrate().await.unwrap();
    check(adapter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres() {
    let server = Postgres::start().await;
    for (name, schema) in [("drizzle", Schema::Drizzle), ("pg_adapter", Schema::PgAdapter)] {
        let adapter = PostgresAdapter::new(server.database(name).await, schema);
        let (first, second, third) = tokio::join!(adapter.migrate(), adapter.migrate(), adapter.migrate());
        for migration in [first, second, third] {
            assert!(migration.unwrap().duplicates.is_empty());
        }
        check(adapter).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mariadb() {
    let server = MariaDb::start().await;
    let pool = server.database("auth").await;
    let adapter = MySqlAdapter::new(pool.clone());
    let (first, second) = tokio::join!(adapter.migrate(), adapter.migrate());
    first.and(second).unwrap();
    check(adapter.clone()).await;

    let session = NewSession::new("one-query".into(), SystemClock.now());
    adapter.sign_up(NewUser::new(User::new("one")), None, Some(session)).await.unwrap();
    let before = executed(&pool).await;
    for _ in 0..10 {
        assert!(adapter.session_and_user(&"one-query".into()).await.unwrap().is_some());
    }
    assert_eq!(executed(&pool).await - before, 10, "a session check is one query");
}

/// How many prepared statements the server has executed.
pub async fn executed(pool: &sqlx::MySqlPool) -> u64 {
    let status = sqlx::raw_sql("SHOW GLOBAL STATUS LIKE 'Com_stmt_execute'").fetch_one(pool).await.unwrap();
    status.get::<String, _>(1).parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn redis() {
    let server = Redis::start().await;
    check(server.with(MemoryAdapter::new()).await).await;
}

/// A connection that does not connect again, which the application has to ask for by name.
#[tokio::test(flavor = "multi_thread")]
async fn redis_by_another_connection() {
    let server = Redis::start().await;
    let client = redis::Client::open(server.url()).unwrap();
    let connection = eventually(async || client.get_multiplexed_async_connection().await).await;
    check(WithRedis::<_, MultiplexedConnection>::new(MemoryAdapter::new(), connection)).await;
}
