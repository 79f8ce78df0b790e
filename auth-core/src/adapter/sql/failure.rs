//! Errors of the drivers, converted into errors without stored values.

use std::fmt;

use crate::adapter::{AdapterError, Conflict};

/// The failure of one attempt at an operation.
pub(crate) enum Failure {
    /// A final error of the operation.
    Final(AdapterError),
    /// An error of the driver.
    Database(sqlx::Error),
}

/// The result of an attempt.
pub(crate) type Attempt<T> = Result<T, Failure>;

impl From<AdapterError> for Failure {
    fn from(error: AdapterError) -> Self {
        Self::Final(error)
    }
}

impl From<Conflict> for Failure {
    fn from(conflict: Conflict) -> Self {
        Self::Final(conflict.into())
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Failure> for AdapterError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Final(error) => error,
            Failure::Database(error) => adapter_error(error),
        }
    }
}

impl Failure {
    /// Converts a violation of a unique index into this conflict.
    pub(crate) fn or_conflict(self, conflict: Conflict) -> Self {
        match self {
            Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation() => conflict.into(),
            other => other,
        }
    }

    /// Returns `true` if the database has aborted the transaction in favour of another one, as in a deadlock.
    pub(crate) fn lost_a_race(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        // SQLSTATE 40001 (serialization failure) and 40P01 (deadlock), and 517 of SQLite: the transaction has
        // read a snapshot that is too old for writing.
        matches!(error.code().as_deref(), Some("40001" | "40P01" | "517"))
    }
}

/// The maximum number of attempts at an operation.
pub(crate) const ATTEMPTS: u32 = 10;

/// Repeats an attempt that has lost a race. A failed attempt has left nothing behind.
macro_rules! repeated {
    ($attempt:expr) => {
        super::failure::repeated!($attempt, super::failure::Failure::lost_a_race)
    };
    ($attempt:expr, $is_repeatable:expr) => {{
        let mut left = super::failure::ATTEMPTS;
        loop {
            left -= 1;
            match $attempt.await {
                Err(failure) if left > 0 && $is_repeatable(&failure) => {}
                result => break result.map_err(crate::adapter::AdapterError::from),
            }
        }
    }};
}
pub(crate) use repeated;

/// Converts an error of a driver, without the values that its message may quote.
pub(crate) fn adapter_error(error: sqlx::Error) -> AdapterError {
    match error {
        sqlx::Error::Database(error) => {
            let code = error.code().map(std::borrow::Cow::into_owned).unwrap_or_default();
            let is_unavailable = is_unavailable(&code);
            let fault = Box::new(DatabaseFault { code, constraint: error.constraint().map(str::to_owned) });
            if is_unavailable { AdapterError::Unavailable(fault) } else { AdapterError::Rejected(fault) }
        }
        error @ (sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed) => AdapterError::Unavailable(error.into()),
        error => AdapterError::Rejected(error.into()),
    }
}

/// Returns `true` if a code means that the database is unavailable: the SQLSTATE classes 08 (connection), 53
/// (resources), 57P (shutdown) and 40 (lost race), and the codes of SQLite for busy, locked, I/O error, full
/// and cannot open, with their extended codes.
fn is_unavailable(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "53", "57P", "40"].iter().any(|class| code.starts_with(class));
    }
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 13 | 14))
}

/// The code and the constraint of a database error.
#[derive(Debug)]
struct DatabaseFault {
    code: String,
    constraint: Option<String>,
}

impl fmt::Display for DatabaseFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "database error {}", self.code)?;
        match &self.constraint {
            Some(constraint) => write!(f, " at constraint {constraint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DatabaseFault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_servers_are_told_from_refused_statements() {
        for code in ["08006", "53300", "57P01", "40001", "5", "517", "10", "266"] {
            assert!(is_unavailable(code), "{code}");
        }
        for code in ["23505", "42P01", "22001", "1", "2067", ""] {
            assert!(!is_unavailable(code), "{code}");
        }
    }

    #[test]
    fn a_fault_names_the_code_and_the_constraint() {
        let fault =
            DatabaseFault { code: "23505".to_owned(), constraint: Some("user_email_unique".to_owned()) };
        assert_eq!(fault.to_string(), "database error 23505 at constraint user_email_unique");
    }
}
