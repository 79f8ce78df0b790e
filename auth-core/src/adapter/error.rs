//! The errors of a database.

use std::{borrow::Cow, fmt};

pub use super::setup::{SetupError, SetupProblem};
use crate::contract::BoxError;

/// The result of a call to a database.
pub type Result<T, E = AdapterError> = std::result::Result<T, E>;

/// Returns the error of a method that an adapter does not implement.
pub(super) async fn unsupported<A, T>(_arguments: A, kind: Kind) -> Result<T> {
    Err(AdapterError::Unsupported(kind))
}

/// The error of a database operation (Auth.js: `AdapterError`). No message contains a stored value.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum AdapterError {
    /// The database cannot be reached, has no free connection, takes no writes at present, did not answer in time, or
    /// the connection was lost during the operation. Nothing is half-written, but all of it may be written: the outcome
    /// is unknown.
    #[error("the database cannot be reached")]
    Unavailable(#[source] BoxError),
    /// The row would repeat a value that must be unique.
    #[error("{0}")]
    Conflict(Conflict),
    /// The row to be changed or referred to is missing.
    #[error("there is no such {0}")]
    NotFound(Kind),
    /// The signature counter of a passkey did not grow: the passkey may be a copy.
    #[error("the signature counter of the passkey did not grow")]
    CounterRegression,
    /// A stored row that neither this library nor Auth.js would have written.
    #[error("a stored {kind} cannot be read: the value in column `{column}` is invalid")]
    Corrupt {
        /// The kind of the row.
        kind: Kind,
        /// The column with the invalid value.
        column: &'static str,
    },
    /// A column cannot hold a value that cannot be shortened, such as an ID or an e-mail address: the value is too
    /// long, or contains a character that the column cannot store.
    #[error(
        "column `{column}` cannot hold the value for this {kind}: it is too long or contains a character that the column cannot store"
    )]
    DoesNotFit {
        /// The kind of the row.
        kind: Kind,
        /// The column.
        column: Cow<'static, str>,
    },
    /// The database cannot be used as it is set up.
    #[error("{0}")]
    Setup(SetupError),
    /// The store does not support rows of this kind.
    #[error("this store cannot keep a {0}")]
    Unsupported(Kind),
    /// The database rejected a statement: a table or a permission is missing, or a column cannot hold the
    /// value.
    #[error("the database rejected a statement")]
    Rejected(#[source] BoxError),
}

impl AdapterError {
    /// Names the operation that failed, for the log.
    pub(super) fn during(self, operation: &'static str) -> Self {
        let named = |cause: BoxError| match cause.downcast::<FailedOperation>() {
            Ok(named) => named as BoxError,
            Err(cause) => FailedOperation { operation, cause }.into(),
        };
        match self {
            Self::Unavailable(cause) => Self::Unavailable(named(cause)),
            Self::Rejected(cause) => Self::Rejected(named(cause)),
            other => other,
        }
    }
}

/// The operation of the adapter that failed.
#[derive(Debug, thiserror::Error)]
#[error("`{operation}` failed")]
struct FailedOperation {
    operation: &'static str,
    #[source]
    cause: BoxError,
}

crate::contract::readable::debug_by_message!(AdapterError);

/// The value that is already taken.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Conflict {
    /// The e-mail address of another user.
    #[error("another user already has this e-mail address")]
    Email,
    /// The ID of another user.
    #[error("another user already has this ID")]
    User,
    /// An account that is linked to a user.
    #[error("the account is already linked to a user")]
    Account,
    /// The credential ID of a registered passkey.
    #[error("the passkey is already registered")]
    Authenticator,
    /// The token of another session.
    #[error("another session already has this token")]
    Session,
    /// The proof of the user's e-mail address, which came before a change that was decided without it.
    #[error("the e-mail address of the user has been proven in the meantime")]
    Proof,
    /// The session in which a change was decided, which has ended since.
    #[error("the session in which the change was decided has ended in the meantime")]
    Ended,
    /// The second factor of a user, which another request has changed.
    #[error("the second factor of the user has changed in the meantime")]
    SecondFactor,
    /// The ID of another API key.
    #[error("another API key already has this ID")]
    ApiKey,
    /// A stored verification token.
    #[error("the verification token is already stored")]
    VerificationToken,
}

crate::contract::readable::debug_by_message!(Conflict);

/// The kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A user.
    User,
    /// An account.
    Account,
    /// A session.
    Session,
    /// A verification token.
    VerificationToken,
    /// A passkey.
    Authenticator,
    /// A marker that something has been spent.
    Marker,
    /// A revocation epoch.
    Epoch,
    /// The tokens of a provider.
    Tokens,
    /// A count of attempts.
    Attempts,
    /// The second factor of a user.
    SecondFactor,
    /// An API key.
    ApiKey,
    /// The name of a passkey, and the times at which it was added and used.
    PasskeyDetails,
    /// The hash of a user's password.
    Passwords,
    /// A column that the application has added to the table of users.
    Column,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::User => "user",
            Self::Account => "account",
            Self::Session => "session",
            Self::VerificationToken => "verification token",
            Self::Authenticator => "passkey",
            Self::Marker => "single-use marker",
            Self::Epoch => "revocation epoch",
            Self::Tokens => "token set",
            Self::Attempts => "count of attempts",
            Self::SecondFactor => "second factor",
            Self::ApiKey => "API key",
            Self::PasskeyDetails => "name of a passkey",
            Self::Passwords => "password hash",
            Self::Column => "column of this name",
        })
    }
}

impl From<SetupError> for AdapterError {
    fn from(error: SetupError) -> Self {
        Self::Setup(error)
    }
}

impl From<Conflict> for AdapterError {
    fn from(conflict: Conflict) -> Self {
        Self::Conflict(conflict)
    }
}
