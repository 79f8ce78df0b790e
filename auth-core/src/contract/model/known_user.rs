//! The user that an application has authenticated, with what it knows.

use super::{StoredId, User};

/// The user that `authorize` returns, with what the application knows of the user.
///
/// A [`User`] is enough, and means the least: the ID is the application's own, and the e-mail address is not proven. A
/// `KnownUser` says more: that the user is one of the database, or that the application has verified the address.
///
/// ```
/// use auth::{KnownUser, StoredId, User};
///
/// fn of_the_database(id: &StoredId) -> KnownUser {
///     KnownUser::stored(id)
/// }
///
/// let own = KnownUser::from(User::new("42")).with_verified_email("ada@example.com");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownUser {
    pub(crate) identity: Identity,
    /// `true` if the application has verified the e-mail address of its own user.
    pub(crate) is_email_verified: bool,
}

/// The owner of the user's ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Identity {
    /// A user of the database.
    Stored(StoredId),
    /// A user of the application, with an ID of its own.
    Application(User),
}

impl KnownUser {
    /// Names a user of the database. Name, e-mail address and picture are those that the database has.
    pub fn stored(id: &StoredId) -> Self {
        Self { identity: Identity::Stored(id.clone()), is_email_verified: false }
    }

    /// Sets the e-mail address, which the application has verified to be the user's. A user of the database with this
    /// address is then the same user. Without a proof it would be another one.
    ///
    /// The address of a user of the database stays as it is stored.
    #[must_use]
    pub fn with_verified_email(mut self, address: impl Into<String>) -> Self {
        if let Identity::Application(user) = &mut self.identity {
            user.email = Some(address.into());
            self.is_email_verified = true;
        }
        self
    }
}

impl From<User> for KnownUser {
    fn from(user: User) -> Self {
        Self { identity: Identity::Application(user), is_email_verified: false }
    }
}

impl From<&User> for KnownUser {
    fn from(user: &User) -> Self {
        user.clone().into()
    }
}

impl From<&KnownUser> for KnownUser {
    fn from(user: &KnownUser) -> Self {
        user.clone()
    }
}
