//! MySQL and MariaDB.

use sqlx::{MySql, MySqlPool, Row as _, TypeInfo, ValueRef, mysql::MySqlRow};

use super::{
    SqlAdapter,
    catalogue::Catalogue,
    column::{Column, Family, Holds, Index, Limit},
    dialect::{Dialect, LOWER_EMAIL, MigrationLock, binds_for, list, runs_on},
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
    const KEY_BYTES: usize = usize::MAX;
    const NAMES_HAVE_CASE: bool = false;
    const MIGRATION_LOCK: MigrationLock = MigrationLock::Connection {
        before: &["SET SESSION lock_wait_timeout = 30"],
        lock: "SELECT GET_LOCK('auth.migrate', 30)",
    };
    const FILE: Option<&'static str> = None;

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

    fn wanted_indexes(_: Schema) -> &'static [Index] {
        INDEXES
    }

    fn columns(tables: &[&str]) -> String {
        format!(
            "SELECT table_name, column_name, data_type, column_type, character_maximum_length, \
             character_octet_length, COALESCE(character_set_name, ''), COALESCE(collation_name, ''), \
             is_nullable = 'NO' AND column_default IS NULL AND extra NOT LIKE '%auto_increment%' \
             AND extra NOT LIKE '%GENERATED%' \
             FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name IN ({})",
            list(tables)
        )
    }

    /// A collation without case finds all spellings by the index of the column. Otherwise, a generated column has the
    /// index, because MariaDB has none on expressions.
    fn email_key(catalogue: &Catalogue) -> &'static str {
        if has_caseless_emails(catalogue) {
            r#"u."email""#
        } else if catalogue.column("user", "auth_email_lower").is_some() {
            r#"u."auth_email_lower""#
        } else {
            LOWER_EMAIL
        }
    }

    fn is_useful(index: &Index, catalogue: &Catalogue) -> bool {
        index.name != EMAIL_INDEX.name || !has_caseless_emails(catalogue)
    }

    fn indexes(tables: &[&str]) -> String {
        format!(
            "SELECT table_name, index_name, COALESCE(column_name, '') FROM information_schema.statistics \
             WHERE table_schema = DATABASE() AND seq_in_index = 1 AND table_name IN ({})",
            list(tables)
        )
    }

    fn family(column: &Column) -> Family {
        match column.kind.as_str() {
            "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" | "enum" => Family::Text,
            "tinyint" | "smallint" | "mediumint" | "int" | "bigint" => Family::Int,
            "timestamp" | "datetime" => Family::Time,
            "date" | "time" | "year" | "binary" | "varbinary" | "blob" | "json" | "float" | "double" => {
                Family::Foreign
            }
            _ => Family::Any,
        }
    }

    fn can_hold(family: Family, wanted: Family) -> bool {
        family == wanted || (family == Family::Int && wanted == Family::Bool)
    }

    /// The last second of a `timestamp` is in January 2038. Fractions of a second may be rounded up.
    fn limit(column: &Column) -> Limit {
        let integer = |bits: u32| {
            let signed = Limit::bits(bits);
            if column.declared.contains("unsigned") {
                Limit { least: 0, greatest: signed.greatest.saturating_mul(2).saturating_add(1), ..signed }
            } else {
                signed
            }
        };
        match column.kind.as_str() {
            "tinyint" => integer(8),
            "smallint" => integer(16),
            "mediumint" => integer(24),
            "int" => integer(32),
            "bigint" => integer(64),
            "timestamp" => Limit { least: 1_000, greatest: 2_147_483_647_000, ..Limit::NONE },
            "datetime" => Limit { least: -30_610_224_000_000, greatest: 253_402_300_799_000, ..Limit::NONE },
            _ => text_limit(column),
        }
    }

    fn type_of(holds: Holds, _: Schema) -> &'static str {
        match holds {
            Holds::UserId | Holds::Key => "varchar(255)",
            Holds::Text => "text",
            Holds::Int => "bigint",
            Holds::Time => "datetime(3)",
            Holds::Bool => "boolean",
        }
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

/// Returns `true` if e-mail addresses compare without case.
fn has_caseless_emails(catalogue: &Catalogue) -> bool {
    let email = catalogue.column("user", "email");
    email.is_some_and(|email| email.collation.ends_with("_ci"))
}

/// The generated column for e-mail addresses in lower case, with its index.
const EMAIL_INDEX: Index = Index {
    name: "user_email_lower",
    table: "user",
    column: "",
    sql: "ALTER TABLE `user` ADD COLUMN `auth_email_lower` varchar(255) AS (LEFT(LOWER(`email`), 255)) VIRTUAL, \
          ADD KEY `user_email_lower` (`auth_email_lower`)",
};

/// Returns the limit of a column of strings. The lengths of `information_schema` in bytes are those of the column's
/// character set, so in a set of one byte they are those in characters.
fn text_limit(column: &Column) -> Limit {
    let limit = Limit::text(column);
    match column.charset.as_str() {
        "utf8mb3" | "utf8" | "ucs2" => Limit { last: '\u{ffff}', ..limit },
        "latin1" => Limit { last: '\u{ff}', bytes: usize::MAX, ..limit },
        "ascii" => Limit { last: '\u{7f}', ..limit },
        _ => limit,
    }
}

/// The tables. `authenticator` has no foreign key, because in a database of Auth.js it would
/// refer to a column with another collation.
const TABLES: &[&str] = &[
    "CREATE TABLE IF NOT EXISTS `user` (
        `id` varchar(255) PRIMARY KEY, `name` text, `email` varchar(255), `emailVerified` datetime(3),
        `image` mediumtext, UNIQUE KEY `user_email_unique` (`email`))
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `account` (
        `userId` varchar(255) NOT NULL, `type` varchar(255) NOT NULL, `provider` varchar(255) NOT NULL,
        `providerAccountId` varchar(255) NOT NULL, `refresh_token` text, `access_token` text,
        `expires_at` bigint,
        `token_type` text, `scope` text, `id_token` text, `session_state` text,
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
        `transports` text, PRIMARY KEY (`userId`, `credentialID`))
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
    "CREATE TABLE IF NOT EXISTS `auth_totp` (
        `userId` varchar(255) NOT NULL, `secret` text NOT NULL, `lastStep` bigint NOT NULL,
        `created` bigint NOT NULL, PRIMARY KEY (`userId`),
        FOREIGN KEY (`userId`) REFERENCES `user` (`id`) ON DELETE CASCADE)
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `auth_recovery_code` (
        `userId` varchar(255) NOT NULL, `hash` varchar(255) NOT NULL, PRIMARY KEY (`userId`, `hash`),
        FOREIGN KEY (`userId`) REFERENCES `user` (`id`) ON DELETE CASCADE)
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `auth_api_key` (
        `id` varchar(255) PRIMARY KEY, `userId` varchar(255) NOT NULL, `prefix` varchar(255) NOT NULL,
        `hash` varchar(255) NOT NULL, `name` text, `data` mediumtext NOT NULL, `created` bigint NOT NULL,
        `expires` bigint, `lastUsed` bigint, KEY `auth_api_key_user` (`userId`),
        FOREIGN KEY (`userId`) REFERENCES `user` (`id`) ON DELETE CASCADE)
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `auth_passkey` (
        `credentialID` varchar(255) PRIMARY KEY, `userId` varchar(255) NOT NULL, `name` text,
        `created` bigint, `lastUsed` bigint, KEY `auth_passkey_user` (`userId`),
        FOREIGN KEY (`userId`) REFERENCES `user` (`id`) ON DELETE CASCADE)
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "CREATE TABLE IF NOT EXISTS `auth_password` (
        `userId` varchar(255) NOT NULL, `hash` text NOT NULL, `updated` bigint NOT NULL,
        PRIMARY KEY (`userId`),
        FOREIGN KEY (`userId`) REFERENCES `user` (`id`) ON DELETE CASCADE)
        ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
];

/// Describes an index for MySQL, which has no `IF NOT EXISTS` for it.
macro_rules! mysql_index {
    ($name:literal on $table:literal ($column:literal)) => {
        Index {
            name: $name,
            table: $table,
            column: $column,
            sql: concat!("CREATE INDEX `", $name, "` ON `", $table, "` (`", $column, "`)"),
        }
    };
}

const INDEXES: &[Index] = &[
    EMAIL_INDEX,
    mysql_index!("account_user" on "account" ("userId")),
    mysql_index!("session_user" on "session" ("userId")),
    mysql_index!("session_expires" on "session" ("expires")),
    mysql_index!("verificationToken_expires" on "verificationToken" ("expires")),
    mysql_index!("authenticator_account" on "authenticator" ("providerAccountId")),
    mysql_index!("auth_marker_until" on "auth_marker" ("until")),
    mysql_index!("auth_attempt_until" on "auth_attempt" ("until")),
    mysql_index!("auth_unproven_user" on "auth_unproven" ("userId")),
    mysql_index!("auth_api_key_user" on "auth_api_key" ("userId")),
    mysql_index!("auth_passkey_user" on "auth_passkey" ("userId")),
];
