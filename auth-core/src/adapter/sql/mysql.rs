//! MySQL and MariaDB.

use sqlx::{MySql, MySqlPool, Row as _, TypeInfo, ValueRef, mysql::MySqlRow};

use super::{
    SqlAdapter,
    dialect::{Dialect, binds_for, runs_on},
    schema::Schema,
    value::Value,
};

/// An adapter for MySQL and MariaDB, with the tables of `@auth/drizzle-adapter` for MySQL.
///
/// The time zone of the connections must be UTC, which is the default of sqlx.
pub type MySqlAdapter = SqlAdapter<MySqlDialect>;

impl MySqlAdapter {
    /// Builds an adapter for the database behind a pool. [`migrate`](SqlAdapter::migrate) creates its tables.
    #[cfg(feature = "mysql")]
    pub fn new(pool: MySqlPool) -> Self {
        Self::with_schema(pool, Schema::Drizzle)
    }
}

/// The dialect of MySQL and MariaDB.
#[derive(Clone, Copy, Debug)]
pub struct MySqlDialect;

impl Dialect for MySqlDialect {
    type Db = MySql;

    const QUOTE: char = '`';
    const BEGIN: &'static str = "BEGIN";
    /// Empty, because `INSERT … SELECT` locks the rows that it reads.
    const FOR_SHARE: &'static str = "";
    const FOR_UPDATE: &'static str = " FOR UPDATE";
    const HAS_RETURNING: bool = false;
    const LIMITS_DELETE: bool = true;
    const HOLDS_NUL: bool = true;
    const NUMBERS_PARAMETERS: bool = false;
    const MIGRATION_LOCK: Option<(&'static str, &'static str)> =
        Some(("SELECT GET_LOCK('auth.migrate', 60)", "SELECT RELEASE_LOCK('auth.migrate')"));

    fn parameter(_: usize) -> String {
        "?".to_owned()
    }

    fn read_time(time: &str) -> String {
        format!("TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', {time}) DIV 1000")
    }

    /// Adds to a date, because `FROM_UNIXTIME` ends in 2038.
    fn write_time(millis: &str, _: Schema) -> String {
        format!("TIMESTAMPADD(MICROSECOND, {millis} * 1000, TIMESTAMP'1970-01-01 00:00:00')")
    }

    /// Compares twice: the first comparison uses the index, the second one is exact even if the collation
    /// treats `a` and `A` as equal. The column may have another character set than the connection.
    fn equal(column: &str, parameter: &str) -> String {
        format!("({column} = {parameter} AND CAST(CONVERT({column} USING utf8mb4) AS BINARY) = {parameter})")
    }

    fn tables(_: Schema) -> &'static [&'static str] {
        TABLES
    }

    runs_on!(MySql);
}

binds_for!(MySql);

fn read(row: &MySqlRow, column: usize) -> sqlx::Result<Value> {
    let kind = row.try_get_raw(column)?.type_info().into_owned();
    let name = kind.name();
    Ok(if name == "FLOAT" || name == "DOUBLE" {
        Value::Real(row.try_get_unchecked(column)?)
    } else if name == "BOOLEAN" || name.contains("INT") {
        Value::Int(row.try_get_unchecked(column)?)
    } else {
        Value::Text(row.try_get_unchecked(column)?)
    })
}

/// The tables and indexes. `authenticator` has no foreign key, because in a database of Auth.js it would
/// refer to a column with another collation.
const TABLES: &[&str] = &[
    "CREATE TABLE IF NOT EXISTS `user` (
        `id` varchar(255) PRIMARY KEY, `name` varchar(255), `email` varchar(255), `emailVerified` datetime(3),
        `image` text, UNIQUE KEY `user_email_unique` (`email`))
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `account` (
        `userId` varchar(255) NOT NULL, `type` varchar(255) NOT NULL, `provider` varchar(255) NOT NULL,
        `providerAccountId` varchar(255) NOT NULL, `refresh_token` text, `access_token` text,
        `expires_at` bigint,
        `token_type` varchar(255), `scope` text, `id_token` text, `session_state` varchar(255),
        PRIMARY KEY (`provider`, `providerAccountId`), KEY `account_user` (`userId`),
        FOREIGN KEY (`userId`) REFERENCES `user` (`id`) ON DELETE CASCADE)
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `session` (
        `sessionToken` varchar(255) PRIMARY KEY, `userId` varchar(255) NOT NULL,
        `expires` datetime(3) NOT NULL,
        KEY `session_user` (`userId`), KEY `session_expires` (`expires`),
        FOREIGN KEY (`userId`) REFERENCES `user` (`id`) ON DELETE CASCADE)
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `verificationToken` (
        `identifier` varchar(255) NOT NULL, `token` varchar(255) NOT NULL, `expires` datetime(3) NOT NULL,
        PRIMARY KEY (`identifier`, `token`))
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `authenticator` (
        `credentialID` varchar(255) NOT NULL UNIQUE, `userId` varchar(255) NOT NULL,
        `providerAccountId` varchar(255) NOT NULL, `credentialPublicKey` text NOT NULL,
        `counter` bigint NOT NULL,
        `credentialDeviceType` varchar(255) NOT NULL, `credentialBackedUp` boolean NOT NULL,
        `transports` varchar(255), PRIMARY KEY (`userId`, `credentialID`))
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `auth_marker` (`key` varchar(255) PRIMARY KEY, `until` bigint NOT NULL)
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `auth_unproven` (
        `provider` varchar(255) NOT NULL, `providerAccountId` varchar(255) NOT NULL,
        `userId` varchar(255) NOT NULL,
        PRIMARY KEY (`provider`, `providerAccountId`), KEY `auth_unproven_user` (`userId`))
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `auth_epoch` (`userId` varchar(255) PRIMARY KEY, `epoch` bigint NOT NULL)
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `auth_attempt` (`key` varchar(255) PRIMARY KEY,
        `tries` bigint NOT NULL, `opens` bigint NOT NULL, `until` bigint NOT NULL)
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
];
