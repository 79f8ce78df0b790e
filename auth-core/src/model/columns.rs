//! The application's own columns of the table of users, as a type.

use super::{AdapterUser, ExtraColumns, User};

/// What an application adds to the users that it stores. Implemented by `#[auth::user]` on a struct; `()`
/// adds nothing.
pub trait UserData: Clone + Send + Sync + 'static {
    /// The names of the columns.
    const COLUMNS: &'static [&'static str];

    /// What somebody has who is not stored yet.
    fn of_new_user() -> Self;

    /// Reads the columns of a stored user. One that is not there counts as `null`.
    ///
    /// # Errors
    /// When the value of a column is not one of its type.
    fn read(columns: &ExtraColumns) -> Result<Self, ColumnError>;

    /// The columns, as an adapter takes them.
    ///
    /// # Errors
    /// When a value does not serialise.
    fn write(&self) -> Result<ExtraColumns, ColumnError>;
}

impl UserData for () {
    const COLUMNS: &'static [&'static str] = &[];

    fn of_new_user() {}

    fn read(_: &ExtraColumns) -> Result<(), ColumnError> {
        Ok(())
    }

    fn write(&self) -> Result<ExtraColumns, ColumnError> {
        Ok(ExtraColumns::new())
    }
}

/// Columns that an application has declared by `#[auth::user]`. Unlike [`UserData`] it leaves `()` out.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which columns the application's users have",
    label = "not a user struct",
    note = "put `#[auth::user]` on the struct that holds the application's own columns of the table of users"
)]
pub trait UserColumns: UserData {}

/// A column whose value is not one of its type. The value is not named: it may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the column `{column}` of the table of users does not hold what its type in `#[auth::user]` says")]
#[non_exhaustive]
pub struct ColumnError {
    /// The name of the column.
    pub column: &'static str,
}

impl ColumnError {
    /// The value of that column does not fit.
    pub fn new(column: &'static str) -> Self {
        Self { column }
    }
}

impl AdapterUser {
    /// The user with the application's own columns, typed.
    ///
    /// # Errors
    /// When the value of a column is not one of its type.
    pub fn typed<U: UserData>(&self) -> Result<User<U>, ColumnError> {
        Ok(self.user.clone().with_columns(U::read(&self.columns)?))
    }
}
