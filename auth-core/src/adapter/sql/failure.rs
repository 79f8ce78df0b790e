//! What the drivers complain of, as errors that hold no stored values.

use std::fmt;

use crate::adapter::{AdapterError, Conflict};

/// Why an attempt at an operation failed.
pub(crate) enum Failure {
    /// It was understood and is final.
    Final(AdapterError),
    /// The driver said so.
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
    /// A breach of a unique index is this conflict.
    pub(crate) fn or_conflict(self, conflict: Conflict) -> Self {
        match self {
            Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation() => conflict.into(),
            other => other,
        }
    }

    /// Whether the database gave this transaction up for the sake of another one: deadlocks and the like.
    pub(crate) fn lost_a_race(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        // SQLSTATE 40001 and 40P01; SQLite: a read snapshot that is too old to be written to.
        matches!(error.code().as_deref(), Some("40001" | "40P01" | "517"))
    }
}

/// How often an attempt is repeated that lost a race.
pub(crate) const ATTEMPTS: u32 = 10;

/// Repeats an attempt that lost a race; a failed one has left nothing behind.
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

/// A driver's error without the values that its message may quote.
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

/// SQLSTATE classes 08 (connection), 53 (resources) and 57P (shut down), lost races, and SQLite's busy, I/O
/// error, full and cannot-open with their extended codes.
fn is_unavailable(code: &str) -> bool {
    if code.len() == 5 {
        return ["08", "53", "57P", "40"].iter().any(|class| code.starts_with(class));
    }
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 13 | 14))
}

/// What a database server said, without the values in it.
#[derive(Debug)]
struct DatabaseFault {
    code: String,
    constraint: Option<String>,
}

impl fmt::Display for DatabaseFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error {} of the database", self.code)?;
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
        assert_eq!(fault.to_string(), "error 23505 of the database at constraint user_email_unique");
    }
}
