//! PostgreSQL.

use sqlx::{PgPool, Postgres, Row as _, TypeInfo, ValueRef, postgres::PgRow};

use super::{
    SqlAdapter,
    dialect::{Dialect, binds_for, runs_on},
    schema::Schema,
    value::Value,
};

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
    /// Fails if the database cannot be queried.
    #[cfg(feature = "postgres")]
    pub async fn detect(pool: PgPool) -> crate::adapter::Result<Self> {
        let found = sqlx::query(HAS_PG_ADAPTER).fetch_optional(&pool).await;
        let schema = match found.map_err(super::failure::adapter_error)? {
            Some(_) => Schema::PgAdapter,
            None => Schema::Drizzle,
        };
        Ok(Self::new(pool, schema))
    }
}

/// The query that finds the tables of `@auth/pg-adapter`. It looks for a column of `accounts`, because other
/// applications may have a table `users` too.
const HAS_PG_ADAPTER: &str = "SELECT 1 FROM pg_attribute
    WHERE attrelid = to_regclass('accounts') AND attname = 'providerAccountId' AND NOT attisdropped";

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
    const MIGRATION_LOCK: Option<(&'static str, &'static str)> = Some((
        "SELECT 1 FROM (SELECT pg_advisory_lock(7021792145)) AS locked",
        "SELECT 1 FROM (SELECT pg_advisory_unlock(7021792145)) AS unlocked",
    ));

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

/// The tables and indexes of [`Schema::Drizzle`].
const DRIZZLE: &[&str] = &[
    r#"CREATE TABLE IF NOT EXISTS "user" (
        "id" text PRIMARY KEY, "name" text, "email" text, "emailVerified" timestamp, "image" text)"#,
    r#"CREATE UNIQUE INDEX IF NOT EXISTS "user_email_unique" ON "user" ("email")"#,
    r#"CREATE TABLE IF NOT EXISTS "account" (
        "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE, "type" text NOT NULL,
        "provider" text NOT NULL, "providerAccountId" text NOT NULL, "refresh_token" text,
        "access_token" text,
        "expires_at" integer, "token_type" text, "scope" text, "id_token" text, "session_state" text,
        PRIMARY KEY ("provider", "providerAccountId"))"#,
    r#"CREATE INDEX IF NOT EXISTS "account_user" ON "account" ("userId")"#,
    r#"CREATE TABLE IF NOT EXISTS "session" (
        "sessionToken" text PRIMARY KEY, "userId" text NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
        "expires" timestamp NOT NULL)"#,
    r#"CREATE INDEX IF NOT EXISTS "session_user" ON "session" ("userId")"#,
    r#"CREATE INDEX IF NOT EXISTS "session_expires" ON "session" ("expires")"#,
    r#"CREATE TABLE IF NOT EXISTS "verificationToken" (
        "identifier" text NOT NULL, "token" text NOT NULL, "expires" timestamp NOT NULL,
        PRIMARY KEY ("identifier", "token"))"#,
    r#"CREATE TABLE IF NOT EXISTS "authenticator" (
        "credentialID" text NOT NULL UNIQUE, "userId" text NOT NULL REFERENCES "user" ("id")
        ON DELETE CASCADE,
        "providerAccountId" text NOT NULL, "credentialPublicKey" text NOT NULL, "counter" integer NOT NULL,
        "credentialDeviceType" text NOT NULL, "credentialBackedUp" boolean NOT NULL, "transports" text,
        PRIMARY KEY ("userId", "credentialID"))"#,
    MARKERS,
    EPOCHS,
];

/// The tables and indexes of [`Schema::PgAdapter`]. `@auth/pg-adapter` itself has no foreign keys, no unique
/// indexes and no table for passkeys. The unique indexes and the table are added.
const PG_ADAPTER: &[&str] = &[
    r#"CREATE TABLE IF NOT EXISTS "users" (
        "id" serial PRIMARY KEY, "name" varchar(255), "email" varchar(255), "emailVerified" timestamptz,
        "image" text)"#,
    r#"CREATE TABLE IF NOT EXISTS "accounts" (
        "id" serial PRIMARY KEY, "userId" integer NOT NULL, "type" varchar(255) NOT NULL,
        "provider" varchar(255) NOT NULL, "providerAccountId" varchar(255) NOT NULL, "refresh_token" text,
        "access_token" text, "expires_at" bigint, "id_token" text, "scope" text, "session_state" text,
        "token_type" text)"#,
    r#"CREATE TABLE IF NOT EXISTS "sessions" (
        "id" serial PRIMARY KEY, "userId" integer NOT NULL, "expires" timestamptz NOT NULL,
        "sessionToken" varchar(255) NOT NULL)"#,
    r#"CREATE TABLE IF NOT EXISTS "verification_token" (
        "identifier" text NOT NULL, "expires" timestamptz NOT NULL, "token" text NOT NULL,
        PRIMARY KEY ("identifier", "token"))"#,
    r#"CREATE TABLE IF NOT EXISTS "authenticators" (
        "credentialID" text NOT NULL UNIQUE, "userId" integer NOT NULL, "providerAccountId" text NOT NULL,
        "credentialPublicKey" text NOT NULL, "counter" bigint NOT NULL, "credentialDeviceType" text NOT NULL,
        "credentialBackedUp" boolean NOT NULL, "transports" text, PRIMARY KEY ("userId", "credentialID"))"#,
    MARKERS,
    EPOCHS,
    r#"CREATE UNIQUE INDEX IF NOT EXISTS "users_email_unique" ON "users" ("email")"#,
    r#"CREATE UNIQUE INDEX IF NOT EXISTS "accounts_provider_unique"
        ON "accounts" ("provider", "providerAccountId")"#,
    r#"CREATE UNIQUE INDEX IF NOT EXISTS "sessions_token_unique" ON "sessions" ("sessionToken")"#,
    r#"CREATE INDEX IF NOT EXISTS "accounts_user" ON "accounts" ("userId")"#,
    r#"CREATE INDEX IF NOT EXISTS "sessions_user" ON "sessions" ("userId")"#,
    r#"CREATE INDEX IF NOT EXISTS "sessions_expires" ON "sessions" ("expires")"#,
];

const MARKERS: &str =
    r#"CREATE TABLE IF NOT EXISTS "auth_marker" ("key" text PRIMARY KEY, "until" bigint NOT NULL)"#;
const EPOCHS: &str =
    r#"CREATE TABLE IF NOT EXISTS "auth_epoch" ("userId" text PRIMARY KEY, "epoch" bigint NOT NULL)"#;
