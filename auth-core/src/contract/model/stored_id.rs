//! The IDs of stored users.

use std::{fmt, ops};

use super::UserId;
use crate::contract::IntoText;

/// The ID of a user of the database.
///
/// It is a type of its own, because an application may give its users other IDs than the database does: a user who
/// signs in by credentials has the ID that `authorize` returns, and that may be the ID of another user in the database.
/// Operations on stored users therefore take a `StoredId`, which comes from the database
/// ([`AdapterUser::id`](super::AdapterUser::id)) or from a session ([`Session::stored_id`](crate::contract::Session::stored_id)),
/// and not a [`UserId`]. It dereferences to the `UserId` that callbacks see.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// use auth::{StoredId, User, adapter::{Adapter, MemoryAdapter, NewUser}};
///
/// let database = MemoryAdapter::new();
/// database.sign_up(NewUser::new(User::new("1").with_email("ada@example.com")), None, None).await?;
/// let ada = database.user_by_email("ada@example.com").await?.ok_or("no such user")?;
/// let id: StoredId = ada.id();
/// assert!(database.sessions_of(&id).await?.is_empty());
/// # Ok::<(), auth::BoxError>(()) })?;
/// # Ok::<(), auth::BoxError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoredId(UserId);

impl StoredId {
    /// Wraps an ID that has been read from the database. Only adapters call it, on the key of a row. An ID from any
    /// other source may be that of another user.
    pub fn from_store(id: impl IntoText<UserId>) -> Self {
        Self(id.into_text())
    }
}

/// The user that a method of `Auth` acts on: a [`StoredId`]. The ID that callbacks see, a [`UserId`], may be that of another
/// user.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `StoredId`, the ID of a user of the database",
    label = "not a `StoredId`",
    note = "of a session, take `session.stored_id()`, which is `None` for a user who is not in the database; of a row, take \
        `user.id()` of the `AdapterUser`"
)]
pub trait AsStoredId {
    /// Returns the ID.
    fn as_stored_id(&self) -> &StoredId;
}

#[diagnostic::do_not_recommend]
impl AsStoredId for StoredId {
    fn as_stored_id(&self) -> &StoredId {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T: AsStoredId + ?Sized> AsStoredId for &T {
    fn as_stored_id(&self) -> &StoredId {
        T::as_stored_id(self)
    }
}

impl ops::Deref for StoredId {
    type Target = UserId;

    fn deref(&self) -> &UserId {
        &self.0
    }
}

#[diagnostic::do_not_recommend]
impl From<StoredId> for UserId {
    fn from(id: StoredId) -> Self {
        id.0
    }
}

impl fmt::Display for StoredId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
