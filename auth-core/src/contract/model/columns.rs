//! The application's own columns of the table of users, as a type.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{AdapterUser, ExtraColumns, User};

/// What an application adds to the users that it stores. Implemented by `#[auth::user]` on a struct; `()`
/// adds nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which columns the application's users have",
    label = "not a user struct",
    note = "put `#[auth::user]` on the struct that holds the application's own columns of the table of users"
)]
pub trait UserData: Clone + Send + Sync + 'static {
    /// The struct itself, if it was declared by `#[auth::user]`.
    #[doc(hidden)]
    type Declared;

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

#[diagnostic::do_not_recommend]
impl UserData for () {
    type Declared = std::convert::Infallible;

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
pub trait UserColumns: UserData<Declared = Self> {}

#[diagnostic::do_not_recommend]
impl<U: UserData<Declared = U>> UserColumns for U {}

/// A type that a column can have: every type that serde writes and reads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a column of the table of users",
    label = "cannot be written to the database and read back",
    note = "put `#[derive(Clone, serde::Serialize, serde::Deserialize)]` on the types of columns; a `Secret` does \
        not belong here"
)]
pub trait Column: Sized {
    /// The value of the column `name`, or null if there is no such column.
    ///
    /// # Errors
    /// When the value is not one of this type.
    fn read(columns: &ExtraColumns, name: &'static str) -> Result<Self, ColumnError>;

    /// The same, where null stands for the default.
    ///
    /// # Errors
    /// When the value is not one of this type.
    fn read_or(
        columns: &ExtraColumns,
        name: &'static str,
        default: fn() -> Self,
    ) -> Result<Self, ColumnError>;

    /// Writes the column.
    ///
    /// # Errors
    /// When the value does not serialise.
    fn write(&self, columns: &mut ExtraColumns, name: &'static str) -> Result<(), ColumnError>;
}

#[diagnostic::do_not_recommend]
impl<V: Serialize + DeserializeOwned> Column for V {
    fn read(columns: &ExtraColumns, name: &'static str) -> Result<V, ColumnError> {
        V::deserialize(columns.get(name).unwrap_or(&Value::Null)).map_err(|_| ColumnError::new(name))
    }

    fn read_or(columns: &ExtraColumns, name: &'static str, default: fn() -> V) -> Result<V, ColumnError> {
        match columns.get(name) {
            None | Some(Value::Null) => Ok(default()),
            Some(_) => V::read(columns, name),
        }
    }

    fn write(&self, columns: &mut ExtraColumns, name: &'static str) -> Result<(), ColumnError> {
        let value = serde_json::to_value(self).map_err(|_| ColumnError::new(name))?;
        columns.insert(name.to_owned(), value);
        Ok(())
    }
}

/// The type of a column that holds nothing for somebody who is new: an `Option`.
#[diagnostic::on_unimplemented(
    message = "somebody who has just signed up has no `{Self}` yet",
    label = "nobody says what a new user has here",
    note = "write `#[auth(default)]` above the field, with a `Default` of its type, or make it an `Option`"
)]
pub trait EmptyColumn: Sized {
    /// What a new user has.
    fn of_new_user() -> Self;
}

#[diagnostic::do_not_recommend]
impl<V> EmptyColumn for Option<V> {
    fn of_new_user() -> Self {
        None
    }
}

/// The type of a column under `#[auth(default)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no default for somebody who has just signed up",
    label = "`#[auth(default)]` needs a `Default` here",
    note = "put `#[derive(Default)]` on `{Self}`, or make the field an `Option`"
)]
pub trait DefaultColumn: Sized {
    /// What a new user has.
    fn of_new_user() -> Self;
}

#[diagnostic::do_not_recommend]
impl<V: Default> DefaultColumn for V {
    fn of_new_user() -> Self {
        V::default()
    }
}

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
