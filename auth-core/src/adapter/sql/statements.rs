//! The fixed statements, written once for all databases.
//!
//! They use standard SQL with identifiers in double quotes, and a few marks in braces: `{users}`,
//! `{accounts}` and so on are tables, `{ms x}` reads or writes a time as milliseconds, `{= column ?1}`
//! compares strings exactly, and `{share}` and `{update}` lock rows. Parameters are numbered: `?1`.

use std::marker::PhantomData;

use super::{
    dialect::Dialect,
    schema::{Schema, UserColumn},
    statement::Statement,
};

/// A translator of statements for one database.
pub(crate) struct Translator<D> {
    schema: Schema,
    dialect: PhantomData<fn() -> D>,
}

impl<D: Dialect> Translator<D> {
    pub(crate) fn new(schema: Schema) -> Self {
        Self { schema, dialect: PhantomData }
    }

    /// Translates a statement.
    pub(crate) fn statement(&self, template: &str) -> Statement {
        let mut order = Vec::new();
        let sql = self.translate(template, &mut order);
        Statement::new(&sql, (!D::NUMBERS_PARAMETERS).then_some(order))
    }

    fn translate(&self, mut template: &str, order: &mut Vec<usize>) -> String {
        let mut sql = String::with_capacity(template.len() * 2);
        while let Some(at) = template.find(['"', '?', '{']) {
            let (plain, special) = template.split_at(at);
            sql.push_str(plain);
            template = if let Some(rest) = special.strip_prefix('{') {
                let (mark, rest) = rest.split_once('}').unwrap_or((rest, ""));
                sql.push_str(&self.mark(mark, order));
                rest
            } else if let Some(rest) = special.strip_prefix('?') {
                let end = rest.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(rest.len());
                let (number, rest) = rest.split_at(end);
                let number = number.parse().unwrap_or_default();
                order.push(number);
                sql.push_str(&D::parameter(number));
                rest
            } else {
                sql.push(D::QUOTE);
                special.strip_prefix('"').unwrap_or_default()
            };
        }
        sql.push_str(template);
        sql
    }

    fn mark(&self, mark: &str, order: &mut Vec<usize>) -> String {
        if let Some(time) = mark.strip_prefix("ms ") {
            let translated = self.translate(time, order);
            return if time.starts_with('?') {
                D::write_time(&translated, self.schema)
            } else {
                D::read_time(&translated)
            };
        }
        if let Some((column, parameter)) = mark.strip_prefix("= ").and_then(|rest| rest.split_once(' ')) {
            let (column, parameter) = (self.translate(column, order), self.translate(parameter, order));
            if let Some(number) = order.last().copied() {
                order.push(number);
            }
            return D::equal(&column, &parameter);
        }
        match mark {
            "share" => D::FOR_SHARE.to_owned(),
            "update" => D::FOR_UPDATE.to_owned(),
            table => format!("{0}{1}{0}", D::QUOTE, self.schema.table(table)),
        }
    }
}

/// Returns the columns of a user, for statements in which `u` is the table of users.
pub(crate) fn user_columns(extra: &[UserColumn]) -> String {
    let standard = r#"u."id", u."name", u."email", {ms u."emailVerified"}, u."image""#;
    extra.iter().fold(standard.to_owned(), |columns, column| format!(r#"{columns}, u."{}""#, column.name))
}

/// Returns the template of the statement that removes at most `?2` rows of a table for which a condition on `?1` holds. The
/// condition is checked again at the removal, because a row may have changed in between.
fn expired<D: Dialect>(table: &str, key: &str, condition: &str) -> String {
    if D::LIMITS_DELETE {
        return format!("DELETE FROM {{{table}}} WHERE {condition} LIMIT ?2");
    }
    let lock = if D::FOR_UPDATE.is_empty() { "" } else { "{update} SKIP LOCKED" };
    format!(
        r#"WITH "expired" AS (SELECT {key} FROM {{{table}}} WHERE {condition} LIMIT ?2{lock})
        DELETE FROM {{{table}}} WHERE {condition} AND ({key}) IN (SELECT {key} FROM "expired")"#
    )
}

/// Declares the statements as the fields of a struct. `{user_columns}` is replaced by the columns of a user.
macro_rules! statements {
    ($($name:ident: $template:expr,)*) => {
        /// The fixed statements, translated for one database.
        pub(crate) struct Statements {
            $(pub(crate) $name: Statement,)*
        }

        impl Statements {
            pub(crate) fn new<D: Dialect>(translator: &Translator<D>, extra: &[UserColumn]) -> Self {
                let columns = user_columns(extra);
                let statement =
                    |template: &str| translator.statement(&template.replace("{user_columns}", &columns));
                Self { $($name: statement($template),)* }
            }

            /// Returns all statements with their names.
            #[cfg(all(test, feature = "sqlite"))]
            pub(crate) fn all(&self) -> Vec<(&'static str, &Statement)> {
                vec![$((stringify!($name), &self.$name)),*]
            }
        }
    };
}

const ACCOUNT_COLUMNS: &str = r#""userId", "type", "provider", "providerAccountId", "refresh_token",
    "access_token", "expires_at", "token_type", "scope", "id_token", "session_state""#;

const PASSKEY_COLUMNS: &str = r#""userId", "credentialID", "providerAccountId", "credentialPublicKey",
    "counter", "credentialDeviceType", "credentialBackedUp", "transports""#;

const API_KEY_COLUMNS: &str = r#"k."id", k."userId", k."prefix", k."hash", k."name", k."data", k."created",
    k."expires", k."lastUsed""#;

statements! {
    user: r#"SELECT {user_columns} FROM {users} u WHERE {= u."id" ?1}"#,
    user_by_email: r#"SELECT {user_columns} FROM {users} u WHERE {= u."email" ?1}"#,
    users_by_lower_email: r#"SELECT {user_columns} FROM {users} u WHERE lower(u."email") IN (?1, ?2)"#,
    user_by_account: r#"SELECT {user_columns} FROM {users} u JOIN {accounts} a ON a."userId" = u."id"
        WHERE {= a."provider" ?1} AND {= a."providerAccountId" ?2}"#,
    lock_user: r#"SELECT "id" FROM {users} WHERE {= "id" ?1}{update}"#,
    user_for_update: r#"SELECT {user_columns} FROM {users} u WHERE {= u."id" ?1}{update}"#,
    verify_user: r#"UPDATE {users} SET "emailVerified" = {ms ?1} WHERE {= "id" ?2}"#,
    delete_user: r#"DELETE FROM {users} WHERE {= "id" ?1}"#,

    account: &format!(r#"SELECT {ACCOUNT_COLUMNS} FROM {{accounts}}
        WHERE {{= "provider" ?1}} AND {{= "providerAccountId" ?2}}"#),
    insert_account: &format!(r#"INSERT INTO {{accounts}} ({ACCOUNT_COLUMNS})
        SELECT u."id", ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
        FROM {{users}} u WHERE {{= u."id" ?1}}{{share}}"#),
    accounts_of: &format!(r#"SELECT {ACCOUNT_COLUMNS} FROM {{accounts}} WHERE {{= "userId" ?1}}"#),
    update_tokens: r#"UPDATE {accounts} SET "refresh_token" = ?4, "access_token" = ?5, "expires_at" = ?6,
        "token_type" = ?7, "scope" = ?8, "id_token" = ?9, "session_state" = ?10
        WHERE {= "provider" ?1} AND {= "providerAccountId" ?2} AND {= "access_token" ?3}"#,
    delete_account: r#"DELETE FROM {accounts} WHERE {= "provider" ?1} AND {= "providerAccountId" ?2}"#,
    accounts_of_for_update: &format!(
        r#"SELECT {ACCOUNT_COLUMNS} FROM {{accounts}} WHERE {{= "userId" ?1}}{{update}}"#
    ),
    unproven_of: r#"SELECT "provider", "providerAccountId" FROM {unproven} WHERE {= "userId" ?1}{update}"#,
    insert_unproven: r#"INSERT INTO {unproven} ("provider", "providerAccountId", "userId") VALUES (?1, ?2, ?3)"#,
    delete_unproven: r#"DELETE FROM {unproven} WHERE {= "provider" ?1} AND {= "providerAccountId" ?2}"#,
    delete_unproven_of: r#"DELETE FROM {unproven} WHERE {= "userId" ?1}"#,
    delete_accounts_of: r#"DELETE FROM {accounts} WHERE {= "userId" ?1}"#,

    insert_session: r#"INSERT INTO {sessions} ("sessionToken", "userId", "expires")
        SELECT ?2, u."id", {ms ?3} FROM {users} u WHERE {= u."id" ?1}{share}"#,
    insert_session_while_unproven: r#"INSERT INTO {sessions} ("sessionToken", "userId", "expires")
        SELECT ?2, u."id", {ms ?3} FROM {users} u WHERE {= u."id" ?1} AND u."emailVerified" IS NULL{share}"#,
    insert_session_on: r#"INSERT INTO {sessions} ("sessionToken", "userId", "expires")
        SELECT ?2, u."id", {ms ?3} FROM {users} u WHERE {= u."id" ?1} AND (?5 = 0 OR u."emailVerified" IS NULL)
        AND {= u."email" ?4}{share}"#,
    session_and_user: r#"SELECT s."userId", {ms s."expires"}, {user_columns}
        FROM {sessions} s JOIN {users} u ON u."id" = s."userId" WHERE {= s."sessionToken" ?1}"#,
    session: r#"SELECT "sessionToken", "userId", {ms "expires"} FROM {sessions} WHERE {= "sessionToken" ?1}"#,
    lock_session: r#"SELECT "sessionToken", "userId", {ms "expires"} FROM {sessions}
        WHERE {= "sessionToken" ?1}{update}"#,
    sessions_of: r#"SELECT "sessionToken", "userId", {ms "expires"} FROM {sessions} WHERE {= "userId" ?1}
        ORDER BY "expires" DESC"#,
    touch_session: r#"UPDATE {sessions} SET "expires" = {ms ?2}
        WHERE {= "sessionToken" ?1} AND "expires" <= {ms ?3}"#,
    delete_session: r#"DELETE FROM {sessions} WHERE {= "sessionToken" ?1}"#,
    take_session: r#"DELETE FROM {sessions} WHERE {= "sessionToken" ?1}
        RETURNING "sessionToken", "userId", {ms "expires"}"#,
    delete_sessions_of: r#"DELETE FROM {sessions} WHERE {= "userId" ?1}"#,
    delete_expired_sessions: &expired::<D>("sessions", r#""sessionToken""#, r#""expires" < {ms ?1}"#),

    insert_token: r#"INSERT INTO {tokens} ("identifier", "token", "expires") VALUES (?1, ?2, {ms ?3})"#,
    token: r#"SELECT "identifier", "token", {ms "expires"} FROM {tokens}
        WHERE {= "identifier" ?1} AND {= "token" ?2}"#,
    delete_token: r#"DELETE FROM {tokens} WHERE {= "identifier" ?1} AND {= "token" ?2}"#,
    take_token: r#"DELETE FROM {tokens} WHERE {= "identifier" ?1} AND {= "token" ?2}
        RETURNING "identifier", "token", {ms "expires"}"#,
    delete_tokens_of: r#"DELETE FROM {tokens} WHERE {= "identifier" ?1}"#,
    delete_expired_tokens: &expired::<D>("tokens", r#""identifier", "token""#, r#""expires" < {ms ?1}"#),

    insert_passkey: &format!(r#"INSERT INTO {{passkeys}} ({PASSKEY_COLUMNS})
        SELECT u."id", ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM {{users}} u WHERE {{= u."id" ?1}}{{share}}"#),
    passkey: &format!(r#"SELECT {PASSKEY_COLUMNS} FROM {{passkeys}} WHERE {{= "credentialID" ?1}}"#),
    passkeys_of: &format!(r#"SELECT {PASSKEY_COLUMNS} FROM {{passkeys}} WHERE {{= "userId" ?1}}"#),
    count_passkey: r#"UPDATE {passkeys} SET "counter" = ?3
        WHERE {= "credentialID" ?1} AND ("counter" < ?2 OR ("counter" = 0 AND ?2 = 0))"#,
    delete_passkey: r#"DELETE FROM {passkeys} WHERE {= "providerAccountId" ?1}"#,
    delete_passkey_by_id: r#"DELETE FROM {passkeys} WHERE {= "credentialID" ?1}"#,
    delete_passkeys_of: r#"DELETE FROM {passkeys} WHERE {= "userId" ?1}"#,
    passkey_details_of: r#"SELECT "credentialID", "name", "created", "lastUsed" FROM {passkey_details}
        WHERE {= "userId" ?1}"#,
    insert_passkey_details: r#"INSERT INTO {passkey_details} ("credentialID", "userId", "name", "created", "lastUsed")
        VALUES (?1, ?2, ?3, ?4, ?5)"#,
    delete_passkey_details: r#"DELETE FROM {passkey_details} WHERE {= "credentialID" ?1}"#,
    delete_passkey_details_of: r#"DELETE FROM {passkey_details} WHERE {= "userId" ?1}"#,

    insert_marker: r#"INSERT INTO {markers} ("key", "until") VALUES (?1, ?2)"#,
    delete_expired_markers: &expired::<D>("markers", r#""key""#, r#""until" < ?1"#),
    epoch: r#"SELECT "epoch" FROM {epochs} WHERE {= "userId" ?1}"#,
    lock_epoch: r#"SELECT "epoch" FROM {epochs} WHERE {= "userId" ?1}{update}"#,
    advance_epoch: r#"UPDATE {epochs} SET "epoch" = CASE WHEN "epoch" < ?2 THEN ?2 ELSE "epoch" + 1 END
        WHERE {= "userId" ?1}"#,
    insert_epoch: r#"INSERT INTO {epochs} ("userId", "epoch") VALUES (?1, ?2)"#,
    delete_epoch: r#"DELETE FROM {epochs} WHERE {= "userId" ?1}"#,
    token_status: r#"SELECT (SELECT "epoch" FROM {epochs} WHERE {= "userId" ?1}),
        (SELECT "until" FROM {markers} WHERE {= "key" ?2}), (SELECT COUNT(*) FROM {users} WHERE {= "id" ?3})"#,

    attempts: r#"SELECT "tries", "opens", "until" FROM {attempts} WHERE {= "key" ?1}"#,
    lock_attempts: r#"SELECT "tries", "opens", "until" FROM {attempts} WHERE {= "key" ?1}{update}"#,
    insert_attempts: r#"INSERT INTO {attempts} ("key", "tries", "opens", "until") VALUES (?1, 0, 0, ?2)"#,
    update_attempts: r#"UPDATE {attempts} SET "tries" = ?2, "opens" = ?3, "until" = ?4 WHERE {= "key" ?1}"#,
    forgive_attempt: r#"UPDATE {attempts} SET "tries" = "tries" - 1, "opens" = 0
        WHERE {= "key" ?1} AND "tries" > 0"#,
    delete_expired_attempts: &expired::<D>("attempts", r#""key""#, r#""until" < ?1"#),

    totp: r#"SELECT t."secret", t."lastStep", t."created",
        (SELECT COUNT(*) FROM {recovery_codes} c WHERE {= c."userId" ?1})
        FROM {totps} t WHERE {= t."userId" ?1}"#,
    insert_totp: r#"INSERT INTO {totps} ("userId", "secret", "lastStep", "created") VALUES (?1, ?2, ?3, ?4)"#,
    replace_totp: r#"UPDATE {totps} SET "secret" = ?2, "lastStep" = ?3, "created" = ?4
        WHERE {= "userId" ?1} AND {= "secret" ?5}"#,
    use_totp_step: r#"UPDATE {totps} SET "lastStep" = ?3, "secret" = ?4
        WHERE {= "userId" ?1} AND {= "secret" ?2} AND "lastStep" < ?3"#,
    delete_totp: r#"DELETE FROM {totps} WHERE {= "userId" ?1}"#,
    use_recovery_code: r#"DELETE FROM {recovery_codes} WHERE {= "userId" ?1} AND {= "hash" ?2}"#,
    delete_recovery_codes_of: r#"DELETE FROM {recovery_codes} WHERE {= "userId" ?1}"#,

    insert_api_key: r#"INSERT INTO {api_keys}
        ("id", "userId", "prefix", "hash", "name", "data", "created", "expires", "lastUsed")
        SELECT ?2, u."id", ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM {users} u WHERE {= u."id" ?1}{share}"#,
    api_key: &format!(r#"SELECT {API_KEY_COLUMNS}, {{user_columns}}
        FROM {{api_keys}} k JOIN {{users}} u ON u."id" = k."userId" WHERE {{= k."id" ?1}}"#),
    api_keys_of: &format!(r#"SELECT {API_KEY_COLUMNS} FROM {{api_keys}} k WHERE {{= k."userId" ?1}}
        ORDER BY k."created" DESC"#),
    delete_api_key: r#"DELETE FROM {api_keys} WHERE {= "id" ?1} AND {= "userId" ?2}"#,
    delete_api_keys_of: r#"DELETE FROM {api_keys} WHERE {= "userId" ?1}"#,
    touch_api_key: r#"UPDATE {api_keys} SET "lastUsed" = ?2
        WHERE {= "id" ?1} AND ("lastUsed" IS NULL OR "lastUsed" <= ?3)"#,

    password: r#"SELECT "hash", "updated" FROM {passwords} WHERE {= "userId" ?1}"#,
    insert_password: r#"INSERT INTO {passwords} ("userId", "hash", "updated") VALUES (?1, ?2, ?3)"#,
    replace_password: r#"UPDATE {passwords} SET "hash" = ?2, "updated" = ?3
        WHERE {= "userId" ?1} AND {= "hash" ?4}"#,
    delete_password: r#"DELETE FROM {passwords} WHERE {= "userId" ?1}"#,
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOUCH: &str = r#"UPDATE {sessions} SET "expires" = {ms ?2} WHERE {= "sessionToken" ?1}{update}"#;

    #[cfg(feature = "sqlite")]
    #[test]
    fn sqlite_numbers_parameters_and_has_no_row_locks() {
        let statement = Translator::<super::super::SqliteDialect>::new(Schema::Drizzle).statement(TOUCH);
        assert_eq!(&*statement.sql, r#"UPDATE "session" SET "expires" = ?2 WHERE "sessionToken" = ?1"#);
        assert!(statement.order.is_none());
    }

    #[cfg(feature = "sqlite")]
    #[test]
    fn expired_rows_are_removed_in_batches() {
        let statements =
            Statements::new(&Translator::<super::super::SqliteDialect>::new(Schema::Drizzle), &[]);
        let sql = statements.delete_expired_sessions.sql.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            sql,
            r#"WITH "expired" AS (SELECT "sessionToken" FROM "session" WHERE "expires" < ?1 LIMIT ?2) "#
                .to_owned()
                + r#"DELETE FROM "session" WHERE "expires" < ?1 AND ("sessionToken") "#
                + r#"IN (SELECT "sessionToken" FROM "expired")"#
        );
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn postgres_names_its_tables_by_the_schema() {
        let statement = Translator::<super::super::PostgresDialect>::new(Schema::PgAdapter).statement(TOUCH);
        assert_eq!(
            &*statement.sql,
            "UPDATE \"sessions\" SET \
             \"expires\" = (timestamptz 'epoch' + $2::bigint * interval '1 millisecond') \
             WHERE \"sessionToken\" = $1 FOR UPDATE"
        );
    }

    #[cfg(feature = "mysql")]
    #[test]
    fn mysql_gets_its_values_in_the_order_of_use() {
        let statement = Translator::<super::super::MySqlDialect>::new(Schema::Drizzle).statement(TOUCH);
        assert_eq!(
            &*statement.sql,
            "UPDATE `session` SET \
             `expires` = TIMESTAMPADD(MICROSECOND, ? * 1000, TIMESTAMP'1970-01-01 00:00:00') \
             WHERE (`sessionToken` = ? AND CAST(CONVERT(`sessionToken` USING utf8mb4) AS BINARY) = ?) FOR UPDATE"
        );
        assert_eq!(statement.order.as_deref(), Some([2, 1, 1].as_slice()));
    }
}
