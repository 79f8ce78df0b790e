//! The user that an application has authenticated, with what it knows.

use super::{StoredId, User};
use crate::contract::{assurance::AuthMethod, into_text::IntoText};

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
    /// The methods by which the application says that the user has proven who they are.
    pub(crate) proven_by: Vec<AuthMethod>,
    /// `true` if nothing had proven the e-mail address of the stored user when the user was found. What was proven then is
    /// worth nothing after the first proof.
    pub(crate) was_unproven: bool,
    /// A mark of the password that was right, which another password does not have.
    pub(crate) checked_password: Option<String>,
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
        Self::of(Identity::Stored(id.clone()))
    }

    fn of(identity: Identity) -> Self {
        Self {
            identity,
            is_email_verified: false,
            proven_by: Vec::new(),
            was_unproven: false,
            checked_password: None,
        }
    }

    /// Sets whether the e-mail address of the stored user was not proven when the user was found.
    #[cfg(feature = "password")]
    pub(crate) fn while_unproven(mut self, was_unproven: bool) -> Self {
        self.was_unproven = was_unproven;
        self
    }

    /// Sets the mark of the password that was right.
    #[cfg(feature = "password")]
    pub(crate) fn by_password(mut self, mark: String) -> Self {
        self.checked_password = Some(mark);
        self
    }

    /// Sets the e-mail address, which the application has verified to be the user's. A user of the database with this
    /// address is then the same user. Without a proof it would be another one.
    ///
    /// The address of a user of the database stays as it is stored.
    #[must_use]
    pub fn with_verified_email(mut self, address: impl IntoText<String>) -> Self {
        if let Identity::Application(user) = &mut self.identity {
            user.email = Some(address.into_text());
            self.is_email_verified = true;
        }
        self
    }

    /// Adds a method by which the user has just proven who they are. The session then has this proof, for handlers that
    /// require it.
    ///
    /// A form that `#[auth::authorize]` accepts is a [`Password`](AuthMethod::Password) by default; with this method, it
    /// is what the application says. [`Auth::sign_in_as`](crate::app::Auth::sign_in_as) proves nothing by default, since
    /// only the application knows what has preceded it: a registration, a code by SMS, or an administrator who acts for a
    /// user.
    ///
    /// ```
    /// use auth::{KnownUser, StoredId, assurance::AuthMethod};
    ///
    /// fn after_the_code_by_sms(id: &StoredId) -> KnownUser {
    ///     KnownUser::stored(id).proven_by(AuthMethod::Password).proven_by(AuthMethod::Otp)
    /// }
    /// ```
    #[must_use]
    pub fn proven_by(mut self, method: AuthMethod) -> Self {
        self.proven_by.push(method);
        self
    }
}

/// A user whom the application knows, as [`Auth::sign_in_as`](https://docs.rs/typed-auth/latest/auth/struct.Auth.html) takes it:
/// [`User`], `&User`, or a [`KnownUser`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a user",
    label = "expected `User` or `KnownUser`",
    note = "write `User::new(id)` for a user with an ID of the application, or `KnownUser::stored(id)` for one of the database"
)]
pub trait IntoKnownUser {
    /// Returns the user.
    fn into_known_user(self) -> KnownUser;
}

#[diagnostic::do_not_recommend]
impl<T: Into<KnownUser>> IntoKnownUser for T {
    fn into_known_user(self) -> KnownUser {
        self.into()
    }
}

impl From<User> for KnownUser {
    fn from(user: User) -> Self {
        Self::of(Identity::Application(user))
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
