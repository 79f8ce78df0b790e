//! PostgreSQL.

use sqlx::{PgPool, Postgres, Row as _, TypeInfo, ValueRef, postgres::PgRow};

use super::{
    SqlAdapter,
    column::{Column, Family, Holds, Index, Limit},
    dialect::{Dialect, MigrationLock, binds_for, index, runs_on},
    schema::Schema,
    value::Value,
};
use crate::adapter::{AdapterError, SetupProblem};

/// An adapter for PostgreSQL, version 14 or newer.
pub type PostgresAdapter = SqlAdapter<PostgresDialect>;

impl PostgresAdapter {
    /// Builds an adapter for the database behind a pool, with this layout of the tables.
    /// [`migrate`](SqlAdapter::migrate) creates the missing ones.
    #[cfg(feature = "postgres")]
    pub fn new(pool: PgPool, schema: Schema) -> Self {
        Self::with_schema(pool, schema)
    }

    /// Builds an adapter for the database behind a pool, and detects the layout of its tables:
    /// [`Schema::PgAdapter`] if it has the tables of `@auth/pg-adapter`, otherwise [`Schema::Drizzle`].
    ///
    /// # Errors
    /// Fails if the database cannot be queried, and with [`SetupProblem::PrismaTables`] if its tables are those of
    /// `@auth/prisma-adapter`, which have to be renamed.
    #[cfg(feature = "postgres")]
    pub async fn detect(pool: PgPool) -> crate::adapter::Result<Self> {
        let has = async |tables| sqlx::query(tables).fetch_optional(&pool).await.map(|row| row.is_some());
        let schema = if has(HAS_PG_ADAPTER).await.map_err(super::failure::adapter_error)? {
            Schema::PgAdapter
        } else if has(HAS_PRISMA).await.map_err(super::failure::adapter_error)? {
            return Err(AdapterError::Setup(SetupProblem::PrismaTables.into()));
        } else {
            Schema::Drizzle
        };
        Ok(Self::new(pool, schema))
    }
}

/// The query that finds the tables of `@auth/pg-adapter`. It looks for a column of `accounts`, because other
/// applications may have a table `users` too.
const HAS_PG_ADAPTER: &str = "SELECT 1 FROM pg_attribute
    WHERE attrelid = to_regclass('accounts') AND attname = 'providerAccountId' AND NOT attisdropped";

/// The query that finds the tables of `@auth/prisma-adapter`, if nobody has renamed them.
const HAS_PRISMA: &str = "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('\"Account\"')
    AND attname = 'providerAccountId' AND NOT attisdropped AND to_regclass('account') IS NULL";

/// The dialect of PostgreSQL.
#[derive(Clone, Copy, Debug)]
pub struct PostgresDialect;

impl Dialect for PostgresDialect {
    type Db = Postgres;

    const QUOTE: char = '"';
    const BEGIN: &'static str = "BEGIN";
    const FOR_SHARE: &'static str = " FOR KEY SHARE";
    const FOR_UPDATE: &'static str = " FOR UPDATE";
    const HAS_RETURNING: bool = true;
    const HOLDS_NUL: bool = false;
    const NUMBERS_PARAMETERS: bool = true;
    /// A third of a page, without the header of a row.
    const KEY_BYTES: usize = 2_048;
    const NAMES_HAVE_CASE: bool = true;
    const MIGRATION_LOCK: MigrationLock = MigrationLock::Transaction {
        before: &["SET LOCAL lock_timeout = '30s'"],
        lock: Some("SELECT 1 FROM (SELECT pg_advisory_xact_lock(7021792145)) AS locked"),
    };
    const FILE: Option<&'static str> = None;

    fn parameter(number: usize) -> String {
        format!("${number}")
    }

    fn read_time(time: &str) -> String {
        format!("round(extract(epoch FROM {time}) * 1000)::bigint")
    }

    fn write_time(millis: &str, schema: Schema) -> String {
        let epoch = match schema {
            Schema::Drizzle => "timestamp",
            Schema::PgAdapter => "timestamptz",
        };
        format!("({epoch} 'epoch' + {millis}::bigint * interval '1 millisecond')")
    }

    fn equal(column: &str, parameter: &str) -> String {
        format!("{column} = {parameter}")
    }

    fn tables(schema: Schema) -> &'static [&'static str] {
        match schema {
            Schema::Drizzle => DRIZZLE,
            Schema::PgAdapter => PG_ADAPTER,
        }
    }

    fn wanted_indexes(schema: Schema) -> &'static [Index] {
        match schema {
            Schema::Drizzle => DRIZZLE_INDEXES,
            Schema::PgAdapter => PG_ADAPTER_INDEXES,
        }
    }

    /// Looks up the tables as statements do, along the search path. The type of a domain is that below it.
    fn columns(tables: &[&str]) -> String {
        format!(
            "SELECT c.relname::text, a.attname::text, k.kind, '', \
             CASE WHEN k.kind IN ('varchar', 'bpchar') AND k.typmod > 4 THEN (k.typmod - 4)::bigint END, \
             NULL::bigint, '', '', ((a.attnotnull OR t.typnotnull) AND NOT a.atthasdef AND a.attidentity = '' \
             AND t.typdefault IS NULL) \
             FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid \
             LEFT JOIN pg_type b ON b.oid = t.typbasetype AND t.typtype = 'd' \
             CROSS JOIN LATERAL (SELECT coalesce(b.typname, t.typname)::text AS kind, \
             CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS typmod) k \
             WHERE a.attrelid IN ({}) AND a.attnum > 0 AND NOT a.attisdropped",
            oids(tables)
        )
    }

    fn indexes(tables: &[&str]) -> String {
        format!(
            "SELECT t.relname::text, n.relname::text, coalesce(a.attname, '')::text \
             FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class n ON n.oid = i.indexrelid \
             LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] AND a.attnum > 0 \
             WHERE i.indisvalid AND i.indpred IS NULL AND i.indrelid IN ({})",
            oids(tables)
        )
    }

    fn family(column: &Column) -> Family {
        match column.kind.as_str() {
            "text" | "varchar" | "bpchar" | "citext" | "name" => Family::Text,
            "int2" | "int4" | "int8" => Family::Int,
            "timestamp" | "timestamptz" => Family::Time,
            "bool" => Family::Bool,
            _ => Family::Foreign,
        }
    }

    fn can_hold(family: Family, wanted: Family) -> bool {
        family == wanted
    }

    fn limit(column: &Column) -> Limit {
        match column.kind.as_str() {
            "int2" => Limit::bits(16),
            "int4" => Limit::bits(32),
            _ => Limit::text(column),
        }
    }

    fn type_of(holds: Holds, schema: Schema) -> &'static str {
        match (holds, schema) {
            (Holds::UserId, Schema::PgAdapter) => "integer",
            (Holds::UserId | Holds::Key | Holds::Text, _) => "text",
            (Holds::Int, _) => "bigint",
            (Holds::Time, Schema::Drizzle) => "timestamp",
            (Holds::Time, Schema::PgAdapter) => "timestamptz",
            (Holds::Bool, _) => "boolean",
        }
    }

    runs_on!(Postgres);
}

binds_for!(Postgres);

fn read(row: &PgRow, column: usize) -> sqlx::Result<Value> {
    let kind = row.try_get_raw(column)?.type_info().into_owned();
    Ok(match kind.name() {
        "INT8" => Value::Int(row.try_get(column)?),
        "INT4" => Value::Int(row.try_get::<Option<i32>, _>(column)?.map(i64::from)),
        "INT2" => Value::Int(row.try_get::<Option<i16>, _>(column)?.map(i64::from)),
        "FLOAT8" => Value::Real(row.try_get(column)?),
        "FLOAT4" => Value::Real(row.try_get::<Option<f32>, _>(column)?.map(f64::from)),
        "BOOL" => Value::Bool(row.try_get(column)?),
        _ => Value::Text(row.try_get(column)?),
    })
}

/// Returns tables as a list of their numbers. The names are constants.
fn oids(tables: &[&str]) -> String {
    tables.iter().map(|table| format!("to_regclass('\"{table}\"')")).collect::<Vec<_>>().join(", ")
}

/// The tables of [`Schema::Drizzle`]. Numbers are wider than in `@auth/drizzle-adapter`, which reads these as well.
const DRIZZLE: &[&str] = &[
    r#"CREATE TABLE IF NOT EXISTS "user" (
        "id" text PRIMARY KEY, "name" text, "email" text, "emailVerified" timestamp, "image" text)"#,
    r#"CREATE TABLE IF NOT EXISTS "account" (
        "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE, "type" text NOT NULL,
        "provider" text NOT NULL, "providerAccountId" text NOT NULL, "refresh_token" text,
        "access_token" text,
        "expires_at" bigint, "token_type" text, "scope" text, "id_token" text, "session_state" text,
        PRIMARY KEY ("provider", "providerAccountId"))"#,
    r#"CREATE TABLE IF NOT EXISTS "session" (
        "sessionToken" text PRIMARY KEY, "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
        "expires" timestamp NOT NULL)"#,
    r#"CREATE TABLE IF NOT EXISTS "verificationToken" (
        "identifier" text NOT NULL, "token" text NOT NULL, "expires" timestamp NOT NULL,
        PRIMARY KEY ("identifier", "token"))"#,
    r#"CREATE TABLE IF NOT EXISTS "authenticator" (
        "credentialID" text NOT NULL UNIQUE, "userId" text NOT NULL REFERENCES "user" ("id")
        ON DELETE CASCADE,
        "providerAccountId" text NOT NULL, "credentialPublicKey" text NOT NULL, "counter" bigint NOT NULL,
        "credentialDeviceType" text NOT NULL, "credentialBackedUp" boolean NOT NULL, "transports" text,
        PRIMARY KEY ("userId", "credentialID"))"#,
    MARKERS,
    EPOCHS,
    ATTEMPTS,
    UNPROVEN,
    r#"CREATE TABLE IF NOT EXISTS "auth_totp" (
        "userId" text PRIMARY KEY REFERENCES "user" ("id") ON DELETE CASCADE,
        "secret" text NOT NULL, "lastStep" bigint NOT NULL, "created" bigint NOT NULL)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_recovery_code" (
        "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE, "hash" text NOT NULL,
        PRIMARY KEY ("userId", "hash"))"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_api_key" (
        "id" text PRIMARY KEY, "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
        "prefix" text NOT NULL, "hash" text NOT NULL, "name" text, "data" text NOT NULL,
        "created" bigint NOT NULL, "expires" bigint, "lastUsed" bigint)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_passkey" (
        "credentialID" text PRIMARY KEY, "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
        "name" text, "created" bigint, "lastUsed" bigint)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_password" (
        "userId" text PRIMARY KEY REFERENCES "user" ("id") ON DELETE CASCADE,
        "hash" text NOT NULL, "updated" bigint NOT NULL)"#,
];

/// The tables of [`Schema::PgAdapter`]. `@auth/pg-adapter` itself has no foreign keys, no unique indexes and no table
/// for passkeys. The unique indexes and the table are added. Columns are as wide as the type allows.
const PG_ADAPTER: &[&str] = &[
    r#"CREATE TABLE IF NOT EXISTS "users" (
        "id" serial PRIMARY KEY, "name" text, "email" text, "emailVerified" timestamptz,
        "image" text)"#,
    r#"CREATE TABLE IF NOT EXISTS "accounts" (
        "id" serial PRIMARY KEY, "userId" bigint NOT NULL, "type" text NOT NULL,
        "provider" text NOT NULL, "providerAccountId" text NOT NULL, "refresh_token" text,
        "access_token" text, "expires_at" bigint, "id_token" text, "scope" text, "session_state" text,
        "token_type" text)"#,
    r#"CREATE TABLE IF NOT EXISTS "sessions" (
        "id" serial PRIMARY KEY, "userId" bigint NOT NULL, "expires" timestamptz NOT NULL,
        "sessionToken" text NOT NULL)"#,
    r#"CREATE TABLE IF NOT EXISTS "verification_token" (
        "identifier" text NOT NULL, "expires" timestamptz NOT NULL, "token" text NOT NULL,
        PRIMARY KEY ("identifier", "token"))"#,
    r#"CREATE TABLE IF NOT EXISTS "authenticators" (
        "credentialID" text NOT NULL UNIQUE, "userId" bigint NOT NULL, "providerAccountId" text NOT NULL,
        "credentialPublicKey" text NOT NULL, "counter" bigint NOT NULL, "credentialDeviceType" text NOT NULL,
        "credentialBackedUp" boolean NOT NULL, "transports" text, PRIMARY KEY ("userId", "credentialID"))"#,
    MARKERS,
    EPOCHS,
    ATTEMPTS,
    UNPROVEN,
    r#"CREATE TABLE IF NOT EXISTS "auth_totp" ("userId" bigint PRIMARY KEY,
        "secret" text NOT NULL, "lastStep" bigint NOT NULL, "created" bigint NOT NULL)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_recovery_code" ("userId" bigint NOT NULL, "hash" text NOT NULL,
        PRIMARY KEY ("userId", "hash"))"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_api_key" ("id" text PRIMARY KEY, "userId" bigint NOT NULL,
        "prefix" text NOT NULL, "hash" text NOT NULL, "name" text, "data" text NOT NULL,
        "created" bigint NOT NULL, "expires" bigint, "lastUsed" bigint)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_passkey" ("credentialID" text PRIMARY KEY, "userId" bigint NOT NULL,
        "name" text, "created" bigint, "lastUsed" bigint)"#,
    r#"CREATE TABLE IF NOT EXISTS "auth_password" ("userId" bigint PRIMARY KEY, "hash" text NOT NULL,
        "updated" bigint NOT NULL)"#,
];

const MARKERS: &str =
    r#"CREATE TABLE IF NOT EXISTS "auth_marker" ("key" text PRIMARY KEY, "until" bigint NOT NULL)"#;
const UNPROVEN: &str = r#"CREATE TABLE IF NOT EXISTS "auth_unproven" (
    "provider" text NOT NULL, "providerAccountId" text NOT NULL, "userId" text NOT NULL,
    PRIMARY KEY ("provider", "providerAccountId"))"#;
const EPOCHS: &str =
    r#"CREATE TABLE IF NOT EXISTS "auth_epoch" ("userId" text PRIMARY KEY, "epoch" bigint NOT NULL)"#;
const ATTEMPTS: &str = r#"CREATE TABLE IF NOT EXISTS "auth_attempt" ("key" text PRIMARY KEY,
    "tries" bigint NOT NULL, "opens" bigint NOT NULL, "until" bigint NOT NULL)"#;

const DRIZZLE_INDEXES: &[Index] = &[
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

const PG_ADAPTER_INDEXES: &[Index] = &[
    index!(unique "users_email_unique" on "users" ("\"email\"")),
    index!(unique "accounts_provider_unique" on "accounts" ("\"provider\", \"providerAccountId\"")),
    index!(unique "sessions_token_unique" on "sessions" ("\"sessionToken\"")),
    index!("users_email_lower" on "users" lower("email")),
    index!("accounts_user" on "accounts" ("userId")),
    index!("sessions_user" on "sessions" ("userId")),
    index!("sessions_expires" on "sessions" ("expires")),
    index!("verification_token_expires" on "verification_token" ("expires")),
    index!("authenticators_account" on "authenticators" ("providerAccountId")),
    index!("auth_marker_until" on "auth_marker" ("until")),
    index!("auth_attempt_until" on "auth_attempt" ("until")),
    index!("auth_unproven_user" on "auth_unproven" ("userId")),
    index!("auth_api_key_user" on "auth_api_key" ("userId")),
    index!("auth_passkey_user" on "auth_passkey" ("userId")),
];
