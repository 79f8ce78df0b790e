//! Which tables a database has.

use crate::adapter::{AdapterError, Kind};

/// The layout of the tables: that of one of the Auth.js adapters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Schema {
    /// `user`, `account`, `session`, `verificationToken`, `authenticator`, with texts as ids, as in
    /// `@auth/drizzle-adapter`.
    #[default]
    Drizzle,
    /// `users`, `accounts`, `sessions`, `verification_token`, with numbers as ids, as in `@auth/pg-adapter`.
    /// Passkeys are kept in `authenticators`, which that adapter does not have.
    PgAdapter,
}

impl Schema {
    /// Whether the database numbers its users.
    pub(crate) const fn numbers_users(self) -> bool {
        matches!(self, Self::PgAdapter)
    }

    /// The name of a table that statements call `{accounts}` and so on; any other word is `{users}`.
    pub(crate) fn table(self, mark: &str) -> &'static str {
        match (self, mark) {
            (_, "markers") => "auth_marker",
            (_, "epochs") => "auth_epoch",
            (Self::Drizzle, "accounts") => "account",
            (Self::Drizzle, "sessions") => "session",
            (Self::Drizzle, "tokens") => "verificationToken",
            (Self::Drizzle, "passkeys") => "authenticator",
            (Self::Drizzle, _) => "user",
            (Self::PgAdapter, "accounts") => "accounts",
            (Self::PgAdapter, "sessions") => "sessions",
            (Self::PgAdapter, "tokens") => "verification_token",
            (Self::PgAdapter, "passkeys") => "authenticators",
            (Self::PgAdapter, _) => "users",
        }
    }
}

/// A column that the application has added to the table of users.
///
/// ```
/// use auth::adapter::{ColumnType, UserColumn};
///
/// let role = UserColumn::new("role", ColumnType::Text)?;
/// # Ok::<(), auth::adapter::AdapterError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserColumn {
    pub(crate) name: String,
    pub(crate) kind: ColumnType,
}

impl UserColumn {
    /// A column by its name, which is also its name in [`ExtraColumns`](crate::contract::ExtraColumns).
    ///
    /// # Errors
    /// [`AdapterError::Unsupported`] when the name is not made of ASCII letters, digits and underscores, or
    /// is that of a standard column.
    pub fn new(name: impl Into<String>, kind: ColumnType) -> Result<Self, AdapterError> {
        let name = name.into();
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        let is_standard = ["id", "name", "email", "emailVerified", "image"]
            .iter()
            .any(|standard| standard.eq_ignore_ascii_case(&name));
        if is_name && !is_standard {
            Ok(Self { name, kind })
        } else {
            Err(AdapterError::Unsupported(Kind::Column))
        }
    }
}

/// What a column of the application's own holds; all of them may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnType {
    /// A text.
    Text,
    /// A whole number of 64 bits.
    Integer,
    /// A number of double precision.
    Real,
    /// True or false.
    Boolean,
}
