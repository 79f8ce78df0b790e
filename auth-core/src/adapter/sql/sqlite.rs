//! SQLite.

use sqlx::{Row as _, Sqlite, SqlitePool, TypeInfo, ValueRef, sqlite::SqliteRow};

use super::{
    SqlAdapter,
    dialect::{Dialect, binds_for, runs_on},
    schema::Schema,
    value::Value,
};

/// An adapter for SQLite, with the tables of `@auth/drizzle-adapter` for SQLite. Times are stored as
/// milliseconds.
pub type SqliteAdapter = SqlAdapter<SqliteDialect>;

impl SqliteAdapter {
    /// Builds an adapter for the database behind a pool. [`migrate`](SqlAdapter::migrate) creates its tables.
    ///
    /// Foreign keys and a busy time-out should be on, which is the default of sqlx.
    #[cfg(feature = "sqlite")]
    pub fn new(pool: SqlitePool) -> Self {
        Self::with_schema(pool, Schema::Drizzle)
    }
}

/// The dialect of SQLite.
#[derive(Clone, Copy, Debug)]
pub struct SqliteDialect;

impl Dialect for SqliteDialect {
    type Db = Sqlite;

    const QUOTE: char = '"';
    /// Takes the write lock at the beginning, because a transaction that reads first may not get it later.
    const BEGIN: &'static str = "BEGIN IMMEDIATE";
    const FOR_SHARE: &'static str = "";
    const FOR_UPDATE: &'static str = "";
    const HAS_RETURNING: bool = true;
    const HOLDS_NUL: bool = true;
    const NUMBERS_PARAMETERS: bool = true;
    const MIGRATION_LOCK: Option<(&'static str, &'static str)> = None;

    fn parameter(number: usize) -> String {
        format!("?{number}")
    }

    fn read_time(time: &str) -> String {
        time.to_owned()
    }

    fn write_time(millis: &str, _: Schema) -> String {
        millis.to_owned()
    }

    fn equal(column: &str, parameter: &str) -> String {
        format!("{column} = {parameter}")
    }

    fn tables(_: Schema) -> &'static [&'static str] {
        TABLES
    }

    runs_on!(Sqlite);
}

binds_for!(Sqlite);

fn read(row: &SqliteRow, column: usize) -> sqlx::Result<Value> {
    let kind = row.try_get_raw(column)?.type_info().into_owned();
    Ok(match kind.name() {
        "INTEGER" | "BOOLEAN" => Value::Int(row.try_get_unchecked(column)?),
        "REAL" => Value::Real(row.try_get_unchecked(column)?),
        _ => Value::Text(row.try_get_unchecked(column)?),
    })
}

const TABLES: &[&str] = &[
    r#"CREATE TABLE IF NOT EXISTS "user" (
        "id" text PRIMARY KEY NOT NULL, "name" text, "email" text, "emailVerified" integer, "image" text)"#,
    r#"CREATE UNIQUE INDEX IF NOT EXISTS "user_email_unique" ON "user" ("email")"#,
    r#"CREATE TABLE IF NOT EXISTS "account" (
        "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE, "type" text NOT NULL,
        "provider" text NOT NULL, "providerAccountId" text NOT NULL, "refresh_token" text,
        "access_token" text,
        "expires_at" integer, "token_type" text, "scope" text, "id_token" text, "session_state" text,
        PRIMARY KEY ("provider", "providerAccountId"))"#,
    r#"CREATE INDEX IF NOT EXISTS "account_user" ON "account" ("userId")"#,
    r#"CREATE TABLE IF NOT EXISTS "session" (
        "sessionToken" text PRIMARY KEY NOT NULL,
        "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE, "expires" integer NOT NULL)"#,
    r#"CREATE INDEX IF NOT EXISTS "session_user" ON "session" ("userId")"#,
    r#"CREATE INDEX IF NOT EXISTS "session_expires" ON "session" ("expires")"#,
    r#"CREATE TABLE IF NOT EXISTS "verificationToken" (
        "identifier" text NOT NULL, "token" text NOT NULL, "expires" integer NOT NULL,
        PRIMARY KEY ("identifier", "token"))"#,
    r#"CREATE TABLE IF NOT EXISTS "authenticator" (
        "credentialID" text NOT NULL UNIQUE, "userId" text NOT NULL REFERENCES "user" ("id")
        ON DELETE CASCADE,
        "providerAccountId" text NOT NULL, "credentialPublicKey" text NOT NULL, "counter" integer NOT NULL,
        "credentialDeviceType" text NOT NULL, "credentialBackedUp" integer NOT NULL, "transports" text,
        PRIMARY KEY ("userId", "credentialID"))"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_marker" ("key" text PRIMARY KEY NOT NULL, "until" integer NOT NULL)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_epoch" ("userId" text PRIMARY KEY NOT NULL,
        "epoch" integer NOT NULL)"#,
];
