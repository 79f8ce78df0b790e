//! The database of the contract: emptied at the start.

use std::str::FromStr;

use auth::adapter::{AnyAdapter, PostgresAdapter, Schema, SqliteAdapter};
use sqlx::{PgPool, SqlitePool, sqlite::SqliteConnectOptions};

/// The tables in which another server of the contract may have left something.
const TABLES: [&str; 7] = [
    "account",
    "session",
    "authenticator",
    r#""verificationToken""#,
    "auth_marker",
    "auth_epoch",
    r#""user""#,
];

/// The database behind `DATABASE_URL`.
pub async fn open(url: &str) -> auth::Result<AnyAdapter> {
    if url.starts_with("sqlite:") {
        let options = SqliteConnectOptions::from_str(url)?.create_if_missing(true);
        let adapter = SqliteAdapter::new(SqlitePool::connect_with(options).await?);
        adapter.migrate().await?;
        return Ok(AnyAdapter::new(adapter));
    }
    let pool = PgPool::connect(url).await?;
    for table in TABLES {
        sqlx::query(sqlx::AssertSqlSafe(format!("DROP TABLE IF EXISTS {table} CASCADE")))
            .execute(&pool)
            .await?;
    }
    let adapter = PostgresAdapter::new(pool, Schema::Drizzle);
    adapter.migrate().await?;
    Ok(AnyAdapter::new(adapter))
}
