//! The application's own columns of the table of users, as a type.

use std::marker::PhantomData;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{AdapterUser, ExtraColumns, User};

/// The application's own columns of the table of users. Implemented by `#[auth::user]` on a struct; `()` has no
/// columns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare the columns of the application's users",
    label = "not a user struct",
    note = "put `#[auth::user]` on the struct that holds the application's own columns of the table of users"
)]
pub trait UserData: Clone + Send + Sync + 'static {
    /// The struct itself, if it was declared by `#[auth::user]`.
    #[doc(hidden)]
    type Declared;

    /// The names of the columns.
    const COLUMNS: &'static [&'static str];

    /// The names of the columns that an export of the user's data holds: those under `#[auth(personal)]`.
    const PERSONAL: &'static [&'static str] = &[];

    /// Returns the columns of a user who is not stored yet.
    fn of_new_user() -> Self;

    /// Reads the columns of a stored user. An absent column counts as `null`.
    ///
    /// # Errors
    /// Returns an error if the value of a column does not fit its type.
    fn read(columns: &ExtraColumns) -> Result<Self, ColumnError>;

    /// Returns the columns as an adapter takes them.
    ///
    /// # Errors
    /// Returns an error if a value does not serialise.
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

/// The columns that an application has declared with `#[auth::user]`. Unlike [`UserData`], it excludes `()`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare the columns of the application's users",
    label = "not a user struct",
    note = "put `#[auth::user]` on the struct that holds the application's own columns of the table of users"
)]
pub trait UserColumns: UserData<Declared = Self> {}

#[diagnostic::do_not_recommend]
impl<U: UserData<Declared = U>> UserColumns for U {}

/// Reads and writes the value of a column: `ColumnValue::<V>::read(columns, name)`, with [`NotAColumn`] in scope.
pub struct ColumnValue<V>(PhantomData<V>);

impl<V: Serialize + DeserializeOwned> ColumnValue<V> {
    /// Reads the column `name`. An absent column counts as `null`.
    ///
    /// # Errors
    /// Returns an error if the value does not fit this type.
    pub fn read(columns: &ExtraColumns, name: &'static str) -> Result<V, ColumnError> {
        V::deserialize(columns.get(name).unwrap_or(&Value::Null)).map_err(|_| ColumnError::new(name))
    }

    /// Writes the column.
    ///
    /// # Errors
    /// Returns an error if the value does not serialise.
    pub fn write(value: &V, columns: &mut ExtraColumns, name: &'static str) -> Result<(), ColumnError> {
        let value = serde_json::to_value(value).map_err(|_| ColumnError::new(name))?;
        columns.insert(name.to_owned(), value);
        Ok(())
    }
}

impl<V: Serialize + DeserializeOwned + Default> ColumnValue<V> {
    /// Reads the column `name`, and returns the default if the column is absent or `null`.
    ///
    /// # Errors
    /// Returns an error if the value does not fit this type.
    pub fn read_or_default(columns: &ExtraColumns, name: &'static str) -> Result<V, ColumnError> {
        match columns.get(name) {
            None | Some(Value::Null) => Ok(V::default()),
            Some(_) => Self::read(columns, name),
        }
    }
}

/// The fallback of [`ColumnValue`] for types that cannot be columns. The attribute asserts that there is none, so that the
/// mistake is one error; nothing here ever runs.
pub trait NotAColumn<V> {
    /// Fails.
    ///
    /// # Errors
    /// Always.
    fn read(_: &ExtraColumns, name: &'static str) -> Result<V, ColumnError> {
        Err(ColumnError::new(name))
    }

    /// Fails.
    ///
    /// # Errors
    /// Always.
    fn write(_: &V, _: &mut ExtraColumns, name: &'static str) -> Result<(), ColumnError> {
        Err(ColumnError::new(name))
    }

    /// Fails.
    ///
    /// # Errors
    /// Always.
    fn read_or_default(_: &ExtraColumns, name: &'static str) -> Result<V, ColumnError> {
        Err(ColumnError::new(name))
    }
}

impl<V> NotAColumn<V> for ColumnValue<V> {}

/// The type of a column that is empty for a new user: an `Option`.
#[diagnostic::on_unimplemented(
    message = "a user who has just signed up has no `{Self}` yet",
    label = "no value for new users",
    note = "write `#[auth(default)]` above the field and implement `Default` for its type, or make the field an \
        `Option`"
)]
pub trait EmptyColumn: Sized {
    /// Returns the value for a new user.
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
    message = "`{Self}` has no default for a user who has just signed up",
    label = "`#[auth(default)]` needs a `Default` here",
    note = "put `#[derive(Default)]` on `{Self}`, or make the field an `Option`"
)]
pub trait DefaultColumn: Sized {
    /// Returns the value for a new user.
    fn of_new_user() -> Self;
}

#[diagnostic::do_not_recommend]
impl<V: Default> DefaultColumn for V {
    fn of_new_user() -> Self {
        V::default()
    }
}

/// The error for a column whose value does not fit its type. It does not contain the value, which may be a secret.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the column `{column}` of the table of users does not fit its type in `#[auth::user]`")]
#[non_exhaustive]
pub struct ColumnError {
    /// The name of the column.
    pub column: &'static str,
}

impl std::fmt::Debug for ColumnError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl ColumnError {
    /// Creates the error for a column.
    pub fn new(column: &'static str) -> Self {
        Self { column }
    }
}

impl AdapterUser {
    /// Returns the user with the application's own columns, typed.
    ///
    /// # Errors
    /// Returns an error if the value of a column does not fit its type.
    pub fn typed<U: UserData>(&self) -> Result<User<U>, ColumnError> {
        Ok(self.user.clone().with_columns(U::read(&self.columns)?))
    }
}
