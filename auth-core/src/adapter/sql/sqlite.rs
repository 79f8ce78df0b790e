//! SQLite.

use std::{str::FromStr, time::Duration};

use sqlx::{
    Row as _, Sqlite, SqlitePool, TypeInfo, ValueRef,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};

use super::{
    SqlAdapter,
    column::{Column, Family, Holds, Index, Limit},
    dialect::{Dialect, MigrationLock, binds_for, index, list, runs_on},
    failure::adapter_error,
    schema::Schema,
    value::Value,
};
use crate::adapter::{Result, SetupError, SetupProblem};

/// An adapter for SQLite, with the tables of `@auth/drizzle-adapter` for SQLite. Times are stored as
/// milliseconds.
pub type SqliteAdapter = SqlAdapter<SqliteDialect>;

impl SqliteAdapter {
    /// Opens a database file, which is created if it is missing, with the settings that suit a server:
    ///
    /// - `journal_mode = WAL`: readers and the writer do not wait for each other;
    /// - `synchronous = NORMAL`: a commit does not wait for the disk. With WAL, the file stays consistent whatever
    ///   happens, but the last commits may be lost when the power fails;
    /// - `busy_timeout` of 5 seconds: a writer waits for the one before it;
    /// - `foreign_keys = ON`.
    ///
    /// The pool has four connections, because SQLite has one writer at a time, so more would only wait for each other. It
    /// does not ping a connection before each use (`test_before_acquire`): a file does not hang up.
    ///
    /// The URL is that of sqlx, such as `sqlite:app.sqlite`. `sqlite::memory:` opens a database in memory, for tests. It
    /// has one connection, which is kept open, because the database ends with it.
    ///
    /// [`migrate`](SqlAdapter::migrate) creates the tables. [`pool`](Self::pool) returns the connections, for the tables
    /// of the application.
    ///
    /// ```
    /// # #[cfg(feature = "sqlite")]
    /// # #[tokio::main]
    /// # async fn main() -> auth::Result<()> {
    /// use auth::adapter::SqliteAdapter;
    ///
    /// let adapter = SqliteAdapter::open("sqlite::memory:").await?;
    /// adapter.migrate().await?;
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "sqlite"))]
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    /// Fails if the URL is malformed or the file cannot be opened. The folder of the file must exist.
    pub async fn open(url: &str) -> Result<Self> {
        let malformed =
            |error: sqlx::Error| SetupError::from(SetupProblem::InvalidUrl { reason: error.to_string() });
        let options = SqliteConnectOptions::from_str(url).map_err(malformed)?;
        let options = options.foreign_keys(true).busy_timeout(BUSY_TIMEOUT);
        let pool = SqlitePoolOptions::new().test_before_acquire(false);
        let (options, pool) = match Place::of(url) {
            Place::Memory => (options, pool.max_connections(1).idle_timeout(None).max_lifetime(None)),
            Place::File { mode } => {
                let options = if mode.is_none() { options.create_if_missing(true) } else { options };
                let options = options.synchronous(SqliteSynchronous::Normal);
                let options =
                    if mode == Some("ro") { options } else { options.journal_mode(SqliteJournalMode::Wal) };
                (options, pool.max_connections(CONNECTIONS))
            }
        };
        Ok(Self::new(pool.connect_with(options).await.map_err(adapter_error)?))
    }

    /// Builds an adapter for the database behind a pool. [`migrate`](SqlAdapter::migrate) creates its tables.
    ///
    /// Prefer [`open`](Self::open), which chooses the settings. A pool of your own should set all five:
    ///
    /// | setting | default of sqlx |
    /// | --- | --- |
    /// | `.journal_mode(SqliteJournalMode::Wal)` | that of the file, at first `DELETE`: a sign-in costs twice the time |
    /// | `.synchronous(SqliteSynchronous::Normal)` | `FULL`: each commit waits for the disk |
    /// | `.busy_timeout(Duration::from_secs(5))` | 5 seconds |
    /// | `.foreign_keys(true)` | on |
    /// | `.test_before_acquire(false)`, of the pool | on: each use of a connection costs a ping |
    ///
    /// A database in memory needs a pool of one connection that is never closed: `.max_connections(1)`,
    /// `.idle_timeout(None)`, `.max_lifetime(None)`. Of several connections in memory, one refuses the transactions of
    /// the other, so [`migrate`](SqlAdapter::migrate) rejects such a pool.
    pub fn new(pool: SqlitePool) -> Self {
        Self::with_schema(pool, Schema::Drizzle)
    }

    /// Returns the connections, for the tables of the application.
    pub fn pool(&self) -> &SqlitePool {
        &self.pool
    }
}

/// The time for which a writer waits for the one before it.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The number of connections to a file: a writer, and readers next to it.
const CONNECTIONS: u32 = 4;

/// The place of a database.
enum Place<'a> {
    /// In memory, or in a temporary file, which SQLite opens for an empty name: each ends with its connection.
    Memory,
    /// A file, with the parameter `mode` of the URL.
    File { mode: Option<&'a str> },
}

impl<'a> Place<'a> {
    /// Reads the URL as sqlx does.
    fn of(url: &'a str) -> Self {
        let rest = url.trim_start_matches("sqlite://").trim_start_matches("sqlite:");
        let (name, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mode = query.split('&').filter_map(|pair| pair.strip_prefix("mode=")).next_back();
        if name.is_empty() || name == ":memory:" || mode == Some("memory") {
            Self::Memory
        } else {
            Self::File { mode }
        }
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
    const KEY_BYTES: usize = usize::MAX;
    const NAMES_HAVE_CASE: bool = false;
    const MIGRATION_LOCK: MigrationLock = MigrationLock::Transaction { before: &[], lock: None };
    const FILE: Option<&'static str> = Some("SELECT file FROM pragma_database_list WHERE name = 'main'");

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

    fn wanted_indexes(_: Schema) -> &'static [Index] {
        INDEXES
    }

    fn columns(tables: &[&str]) -> String {
        format!(
            "SELECT m.name, p.name, p.type, '', NULL, NULL, '', '', p.\"notnull\" = 1 AND p.dflt_value IS NULL \
             AND p.hidden = 0 AND NOT (p.pk > 0 AND p.type = 'INTEGER' COLLATE NOCASE) \
             FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) p \
             WHERE m.type IN ('table', 'view') AND m.name COLLATE NOCASE IN ({})",
            list(tables)
        )
    }

    fn indexes(tables: &[&str]) -> String {
        format!(
            "SELECT m.name, i.name, (SELECT c.name FROM pragma_index_info(i.name) c WHERE c.seqno = 0) \
             FROM sqlite_schema m JOIN pragma_index_list(m.name) i \
             WHERE m.type = 'table' AND m.name COLLATE NOCASE IN ({})",
            list(tables)
        )
    }

    /// Follows the rules of SQLite for the affinity of a type. A number in a column of strings is stored as a string,
    /// and a string of digits in a column of numbers as a number.
    fn family(column: &Column) -> Family {
        let has = |part: &str| column.kind.contains(part);
        if has("int") {
            Family::Int
        } else if has("char") || has("clob") || has("text") {
            Family::Text
        } else {
            Family::Any
        }
    }

    fn can_hold(family: Family, wanted: Family) -> bool {
        family == wanted || (family == Family::Int && matches!(wanted, Family::Time | Family::Bool))
    }

    fn limit(_: &Column) -> Limit {
        Limit::NONE
    }

    fn type_of(holds: Holds, _: Schema) -> &'static str {
        match holds {
            Holds::UserId | Holds::Key | Holds::Text => "text",
            Holds::Int | Holds::Time | Holds::Bool => "integer",
        }
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
    r#"CREATE TABLE IF NOT EXISTS "account" (
        "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE, "type" text NOT NULL,
        "provider" text NOT NULL, "providerAccountId" text NOT NULL, "refresh_token" text,
        "access_token" text,
        "expires_at" integer, "token_type" text, "scope" text, "id_token" text, "session_state" text,
        PRIMARY KEY ("provider", "providerAccountId"))"#,
    r#"CREATE TABLE IF NOT EXISTS "session" (
        "sessionToken" text PRIMARY KEY NOT NULL,
        "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE, "expires" integer NOT NULL)"#,
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
    r#"CREATE TABLE IF NOT EXISTS "auth_unproven" (
        "provider" text NOT NULL, "providerAccountId" text NOT NULL, "userId" text NOT NULL,
        PRIMARY KEY ("provider", "providerAccountId"))"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_epoch" ("userId" text PRIMARY KEY NOT NULL,
        "epoch" integer NOT NULL)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_attempt" ("key" text PRIMARY KEY NOT NULL,
        "tries" integer NOT NULL, "opens" integer NOT NULL, "until" integer NOT NULL)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_totp" (
        "userId" text PRIMARY KEY NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
        "secret" text NOT NULL, "lastStep" integer NOT NULL, "created" integer NOT NULL)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_recovery_code" (
        "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE, "hash" text NOT NULL,
        PRIMARY KEY ("userId", "hash"))"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_api_key" (
        "id" text PRIMARY KEY NOT NULL, "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
        "prefix" text NOT NULL, "hash" text NOT NULL, "name" text, "data" text NOT NULL,
        "created" integer NOT NULL, "expires" integer, "lastUsed" integer)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_passkey" (
        "credentialID" text PRIMARY KEY NOT NULL,
        "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
        "name" text, "created" integer, "lastUsed" integer)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_password" (
        "userId" text PRIMARY KEY NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
        "hash" text NOT NULL, "updated" integer NOT NULL)"#,
];

const INDEXES: &[Index] = &[
    index!(unique "user_email_unique" on "user" ("\"email\"")),
    index!("user_email_lower" on "user" lower("email")),
    index!("account_user" on "account" ("userId")),
    index!("session_user" on "session" ("userId")),
    index!("session_expires" on "session" ("expires")),
    index!("verificationToken_expires" on "verificationToken" ("expires")),
    index!("authenticator_account" on "authenticator" ("providerAccountId")),
    index!("auth_marker_until" on "auth_marker" ("until")),
    index!("auth_attempt_until" on "auth_attempt" ("until")),
    index!("auth_unproven_user" on "auth_unproven" ("userId")),
    index!("auth_api_key_user" on "auth_api_key" ("userId")),
    index!("auth_passkey_user" on "auth_passkey" ("userId")),
];
