//! The database of the contract: empty at the start.

use std::str::FromStr;

use auth::adapter::{AnyAdapter, PostgresAdapter, Schema, SqliteAdapter};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

/// Opens the database at `DATABASE_URL`.
pub async fn open(url: &str) -> auth::Result<AnyAdapter> {
    if url.starts_with("sqlite:") {
        let adapter = SqliteAdapter::open(url).await?;
        adapter.migrate().await?;
        return Ok(AnyAdapter::new(adapter));
    }
    let options = PgConnectOptions::from_str(url)?;
    create(&options).await?;
    let pool = PgPoolOptions::new().max_connections(4).connect_with(options).await?;
    let adapter = PostgresAdapter::new(pool, Schema::Drizzle);
    adapter.migrate().await?;
    Ok(AnyAdapter::new(adapter))
}

/// Creates the database, dropping an existing one.
async fn create(options: &PgConnectOptions) -> auth::Result<()> {
    let name = options.get_database().ok_or("DATABASE_URL names no database")?.replace('"', "");
    let server = PgPool::connect_with(options.clone().database("postgres")).await?;
    for statement in
        [format!(r#"DROP DATABASE IF EXISTS "{name}" WITH (FORCE)"#), format!(r#"CREATE DATABASE "{name}""#)]
    {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&server).await?;
    }
    server.close().await;
    Ok(())
}
