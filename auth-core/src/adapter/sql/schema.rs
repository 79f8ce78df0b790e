//! The layout of the tables.

use crate::{
    adapter::{AdapterError, Kind},
    contract::IntoText,
};

/// The layout of the tables, which is the layout of an Auth.js adapter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Schema {
    /// `user`, `account`, `session`, `verificationToken` and `authenticator`, with strings as IDs, as in
    /// `@auth/drizzle-adapter`.
    #[default]
    Drizzle,
    /// `users`, `accounts`, `sessions` and `verification_token`, with numbers as IDs, as in
    /// `@auth/pg-adapter`. Passkeys are stored in `authenticators`, a table that `@auth/pg-adapter` does not
    /// have.
    PgAdapter,
}

/// The marks of all tables in statements.
pub(crate) const MARKS: [&str; 14] = [
    "users",
    "accounts",
    "sessions",
    "tokens",
    "passkeys",
    "markers",
    "epochs",
    "attempts",
    "unproven",
    "totps",
    "recovery_codes",
    "api_keys",
    "passkey_details",
    "passwords",
];

/// The marks of the tables of a second factor.
pub(crate) const SECOND_FACTOR: [&str; 2] = ["totps", "recovery_codes"];
/// The mark of the table of API keys.
pub(crate) const API_KEYS: [&str; 1] = ["api_keys"];
/// The mark of the table of passwords.
pub(crate) const PASSWORDS: [&str; 1] = ["passwords"];
/// The mark of the table of facts about passkeys.
pub(crate) const PASSKEY_DETAILS: [&str; 1] = ["passkey_details"];

/// Returns `true` if an application may work without the table with this mark.
pub(crate) fn is_optional(mark: &str) -> bool {
    [&SECOND_FACTOR[..], &API_KEYS, &PASSWORDS, &PASSKEY_DETAILS]
        .into_iter()
        .any(|marks| marks.contains(&mark))
}

impl Schema {
    /// Returns `true` if the database numbers its users.
    pub(crate) const fn numbers_users(self) -> bool {
        matches!(self, Self::PgAdapter)
    }

    /// Returns the name of the table for a mark such as `{accounts}` in a statement. Any unknown mark is the
    /// table of users.
    pub(crate) fn table(self, mark: &str) -> &'static str {
        match (self, mark) {
            (_, "markers") => "auth_marker",
            (_, "epochs") => "auth_epoch",
            (_, "attempts") => "auth_attempt",
            (_, "unproven") => "auth_unproven",
            (_, "totps") => "auth_totp",
            (_, "recovery_codes") => "auth_recovery_code",
            (_, "api_keys") => "auth_api_key",
            (_, "passkey_details") => "auth_passkey",
            (_, "passwords") => "auth_password",
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
    /// Builds a column with this name, which is also its name in
    /// [`ExtraColumns`](crate::contract::ExtraColumns).
    ///
    /// # Errors
    /// Fails with [`AdapterError::Unsupported`] unless the name consists of ASCII letters, digits and
    /// underscores and does not begin with a digit. The names of standard columns fail too.
    pub fn new(name: impl IntoText<String>, kind: ColumnType) -> Result<Self, AdapterError> {
        let name = name.into_text();
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

/// The type of a column that the application has added. Every such column may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnType {
    /// A string.
    Text,
    /// An integer of 64 bits.
    Integer,
    /// A floating-point number of double precision.
    Real,
    /// A Boolean value.
    Boolean,
}
