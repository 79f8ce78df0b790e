//! The database of the contract: empty at the start. Several processes share it, and a Redis, if `DATABASE_EXISTS` is
//! set for all but the first, and `REDIS_URL` for each.

use std::str::FromStr;

use auth::adapter::{AnyAdapter, PostgresAdapter, Schema, SqliteAdapter, WithRedis};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::environment::variable;

/// Opens the database at `DATABASE_URL`.
pub async fn open(url: &str) -> auth::Result<AnyAdapter> {
    if url.starts_with("sqlite:") {
        let adapter = SqliteAdapter::open(url).await?;
        adapter.migrate().await?;
        return Ok(AnyAdapter::new(adapter));
    }
    let options = PgConnectOptions::from_str(url)?;
    if variable("DATABASE_EXISTS").is_none() {
        create(&options).await?;
    }
    let pool = PgPoolOptions::new().max_connections(4).connect_with(options).await?;
    let adapter = PostgresAdapter::new(pool, Schema::Drizzle);
    adapter.migrate().await?;
    let Some(url) = variable("REDIS_URL") else { return Ok(AnyAdapter::new(adapter)) };
    Ok(AnyAdapter::new(WithRedis::connect(adapter, &url).await?))
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
