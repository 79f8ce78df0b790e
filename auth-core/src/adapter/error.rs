//! What can go wrong with a database.

use std::fmt;

use crate::contract::BoxError;

/// The result of a call to a database.
pub type Result<T, E = AdapterError> = std::result::Result<T, E>;

/// Why a database did not do what it was asked for (Auth.js: `AdapterError`). No message holds a stored
/// value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AdapterError {
    /// The database cannot be reached, has no connection free, or was lost on the way. Nothing is
    /// half-written; when the connection broke during the commit, all of it may be written.
    #[error("the database cannot be reached")]
    Unavailable(#[source] BoxError),
    /// The row would be a second one of its kind.
    #[error("{0}")]
    Conflict(Conflict),
    /// The row that is to be changed or referred to is not there.
    #[error("there is no such {0}")]
    NotFound(Kind),
    /// The counter of a passkey did not grow: it may be a copy.
    #[error("the signature counter of the passkey did not grow")]
    CounterRegression,
    /// A stored row is none that this library or Auth.js would have written.
    #[error("a stored {kind} cannot be read: {column}")]
    Corrupt {
        /// What the row should be.
        kind: Kind,
        /// Which column does not fit.
        column: &'static str,
    },
    /// The store does not keep such things.
    #[error("this store has no place for a {0}")]
    Unsupported(Kind),
    /// The database refused a statement: a missing table, a missing right, a column that cannot hold the
    /// value.
    #[error("the database refused a statement")]
    Rejected(#[source] BoxError),
}

/// What there is already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Conflict {
    /// A user with the address.
    #[error("a user has this e-mail address already")]
    Email,
    /// A user with the proposed id.
    #[error("a user has this id already")]
    User,
    /// The account, linked to somebody.
    #[error("the account is linked already")]
    Account,
    /// A passkey with the credential id.
    #[error("the passkey is registered already")]
    Authenticator,
    /// A session with the token.
    #[error("the session token is taken")]
    Session,
    /// The same verification token.
    #[error("the verification token is there already")]
    VerificationToken,
}

/// The kinds of rows.
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
    /// A marker of something spent.
    Marker,
    /// A revocation epoch.
    Epoch,
    /// The tokens of a provider.
    Tokens,
    /// A column of the application's own in the table of users.
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
            Self::Column => "column of this name",
        })
    }
}

impl From<Conflict> for AdapterError {
    fn from(conflict: Conflict) -> Self {
        Self::Conflict(conflict)
    }
}
