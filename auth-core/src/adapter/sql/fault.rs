//! The errors of a database server: their class by code, and what may be logged of them.

use std::fmt;

use sqlx::error::DatabaseError;

/// The meaning of an error for the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// The database has aborted the transaction in favour of another one. It may be repeated.
    LostRace,
    /// The database does not serve this statement now.
    Unavailable,
    /// The statement is wrong, or a value does not fit.
    Rejected,
}

/// The code of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// An extended code of SQLite. The lower byte is the primary code.
    Sqlite(u32),
    /// An SQLSTATE of PostgreSQL.
    State(String),
    /// A number of MySQL or MariaDB, and its SQLSTATE, which for most numbers is `HY000`.
    MySql(u16, String),
}

impl Code {
    pub(crate) fn of(error: &dyn DatabaseError) -> Self {
        let code = error.code().unwrap_or_default();
        match number(error) {
            Some(number) => Self::MySql(number, code.into_owned()),
            None => Self::of_state(&code),
        }
    }

    /// An SQLSTATE has five characters; no code of SQLite has as many.
    fn of_state(code: &str) -> Self {
        match code.parse() {
            Ok(number) if code.len() < 5 => Self::Sqlite(number),
            _ => Self::State(code.to_owned()),
        }
    }

    pub(crate) fn class(&self) -> Class {
        match self {
            Self::Sqlite(code) => match code & 0xff {
                // Busy (517: the snapshot is too old for writing) and locked.
                5 | 6 => Class::LostRace,
                // Out of memory, read-only, interrupted, I/O error, full, cannot open, locking protocol.
                7..=10 | 13..=15 => Class::Unavailable,
                _ => Class::Rejected,
            },
            Self::State(state) => class_of_state(state),
            Self::MySql(number, state) => match number {
                // A row has changed since it was read (MariaDB), a wait for a lock that took too long, a deadlock.
                1020 | 1205 | 1213 => Class::LostRace,
                // Disk full, too many connections, out of memory or resources, table full, too many locks or
                // transactions, and other limits.
                1021 | 1037 | 1038 | 1040 | 1041 | 1114 | 1135 | 1203 | 1206 | 1226 | 1637 |
                // Shutdown, connections killed or lost, host blocked, statement interrupted or too slow.
                1053 | 1080 | 1129 | 1152 | 1158..=1161 | 1184 | 1317 | 1927 | 1969 | 3024 | 3168 | 4031 |
                // Read-only server, failed I/O, and lost connections as proxies report them.
                1026 | 1030 | 1290 | 1836 | 2002 | 2003 | 2006 | 2013 | 2055 => Class::Unavailable,
                _ => class_of_state(state),
            },
        }
    }
}

/// Returns the class of an SQLSTATE.
fn class_of_state(state: &str) -> Class {
    match state {
        // Serialization failure and deadlock.
        "40001" | "40P01" => Class::LostRace,
        // Read-only transaction, time-outs of transactions, lock not available, statement cancelled.
        "25006" | "25P03" | "25P04" | "55P03" | "57014" => Class::Unavailable,
        // Connection, rollback (unknown outcome), resources, shutdown, and errors of the system.
        _ if ["08", "40", "53", "57P", "58"].iter().any(|class| state.starts_with(class)) => {
            Class::Unavailable
        }
        _ => Class::Rejected,
    }
}

/// Returns the number of an error of MySQL.
#[cfg(feature = "mysql")]
fn number(error: &dyn DatabaseError) -> Option<u16> {
    error.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>().map(sqlx::mysql::MySqlDatabaseError::number)
}

#[cfg(not(feature = "mysql"))]
fn number(_: &dyn DatabaseError) -> Option<u16> {
    None
}

/// An error of the database, without the values that its message may quote.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) code: Code,
    /// The names of the constraint, the table and the column, as far as the database reports them.
    names: Vec<(&'static str, String)>,
}

impl Fault {
    pub(crate) fn of(error: &dyn DatabaseError) -> Self {
        let code = Code::of(error);
        let reported = [("constraint", error.constraint()), ("table", error.table())];
        let mut names: Vec<_> =
            reported.into_iter().filter_map(|(kind, name)| Some((kind, name?.to_owned()))).collect();
        names.extend(named(&code, error.message()));
        Self { code, names }
    }
}

/// Returns the name in a message, for the messages that are known to have a name in this place. Other messages may quote
/// stored values.
fn named(code: &Code, message: &str) -> Option<(&'static str, String)> {
    let (kind, name) = match code {
        Code::State(state) => match state.as_str() {
            "42P01" => ("table", between(message, "relation \"", "\"")?),
            "42703" => {
                let name =
                    between(message, "column \"", "\"").or_else(|| between(message, "column ", " "))?;
                ("column", name)
            }
            "23502" => ("column", between(message, "column \"", "\"")?),
            _ => return None,
        },
        Code::MySql(number, _) => match number {
            1146 => ("table", between(message, "Table '", "'")?),
            1048 | 1054 | 1264 | 1265 | 1406 => ("column", between(message, "olumn '", "'")?),
            1364 => ("column", between(message, "Field '", "'")?),
            _ => return None,
        },
        Code::Sqlite(_) => [
            ("table", "no such table: "),
            ("column", "no such column: "),
            ("column", "has no column named "),
            ("column", "NOT NULL constraint failed: "),
        ]
        .into_iter()
        .find_map(|(kind, before)| Some((kind, message.split_once(before)?.1)))?,
    };
    let is_name = |character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | '$' | '-');
    (name.len() <= 128 && name.chars().all(is_name)).then(|| (kind, name.to_owned()))
}

fn between<'m>(message: &'m str, before: &str, after: &str) -> Option<&'m str> {
    Some(message.split_once(before)?.1.split_once(after)?.0)
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Code::Sqlite(code) => write!(f, "database error {code}")?,
            Code::State(state) => write!(f, "database error {state}")?,
            Code::MySql(number, state) => write!(f, "database error {number} ({state})")?,
        }
        for (index, (kind, name)) in self.names.iter().enumerate() {
            write!(f, "{} {kind} {name}", if index == 0 { " at" } else { "," })?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_sqlite_and_postgres_have_their_class() {
        use Class::{LostRace, Rejected, Unavailable};
        let table: &[(Class, &[&str])] = &[
            (LostRace, &["5", "6", "261", "262", "517", "773", "40001", "40P01"]),
            (Unavailable, &["7", "8", "264", "10", "266", "8458", "13", "14", "270", "15"]),
            (Unavailable, &["08006", "08P01", "25006", "40003", "53100", "53200", "53300", "57P01", "57P02"]),
            (Unavailable, &["57P03", "57P05", "55P03", "57014", "25P03", "58030"]),
            (
                Rejected,
                &["1", "11", "19", "20", "2067", "", "23502", "23505", "42P01", "22001", "28P01", "42501"],
            ),
        ];
        for (class, codes) in table {
            for code in *codes {
                assert_eq!(Code::of_state(code).class(), *class, "{code}");
            }
        }
    }

    #[test]
    fn numbers_of_mysql_have_their_class() {
        use Class::{LostRace, Rejected, Unavailable};
        let table: &[(Class, &[(u16, &str)])] = &[
            (LostRace, &[(1213, "40001"), (1205, "HY000"), (1020, "HY000")]),
            (
                Unavailable,
                &[(1290, "HY000"), (1836, "HY000"), (1040, "08004"), (2006, "HY000"), (2013, "HY000")],
            ),
            (
                Unavailable,
                &[(1792, "25006"), (1053, "08S01"), (1317, "70100"), (1927, "70100"), (1969, "70100")],
            ),
            (
                Unavailable,
                &[(1047, "08S01"), (1021, "HY000"), (1114, "HY000"), (1226, "42000"), (1203, "42000")],
            ),
            (
                Rejected,
                &[(1062, "23000"), (1146, "42S02"), (1406, "22001"), (1366, "22007"), (1142, "42000")],
            ),
        ];
        for (class, codes) in table {
            for (number, state) in *codes {
                assert_eq!(Code::MySql(*number, (*state).to_owned()).class(), *class, "{number}");
            }
        }
    }

    #[test]
    fn names_are_logged_and_values_are_not() {
        let fault = |code: Code, message: &str| {
            Fault { names: named(&code, message).into_iter().collect(), code }.to_string()
        };
        let state = |state: &str| Code::State(state.to_owned());
        let mysql = |number| Code::MySql(number, "HY000".to_owned());
        let cases = [
            (state("42703"), "column u.emailVerified does not exist", "42703 at column u.emailVerified"),
            (state("42703"), r#"column "name" of relation "users" does not exist"#, "42703 at column name"),
            (state("42P01"), r#"relation "auth_marker" does not exist"#, "42P01 at table auth_marker"),
            (state("22P02"), r#"invalid input syntax for type integer: "hush""#, "22P02"),
            (mysql(1146), "Table 'auth.user' doesn't exist", "1146 (HY000) at table auth.user"),
            (mysql(1406), "Data too long for column 'name' at row 1", "1406 (HY000) at column name"),
            (mysql(1054), "Unknown column 'u.image' in 'SELECT'", "1054 (HY000) at column u.image"),
            (mysql(1062), "Duplicate entry 'ada@example.com' for key 'email'", "1062 (HY000)"),
            (mysql(1366), r"Incorrect string value: '\xF0' for column `a`.`b`.`name`", "1366 (HY000)"),
            (Code::Sqlite(1), "no such table: auth_epoch", "1 at table auth_epoch"),
            (Code::Sqlite(1), "table user has no column named role", "1 at column role"),
            (Code::Sqlite(1299), "NOT NULL constraint failed: user.org", "1299 at column user.org"),
            (Code::Sqlite(1), "no such column: ada@example.com", "1"),
        ];
        for (code, message, expected) in cases {
            assert_eq!(fault(code, message), format!("database error {expected}"));
        }
    }
}
