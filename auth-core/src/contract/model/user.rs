//! Users.

use serde::{Deserialize, Serialize};

use super::text_newtype;
use crate::contract::into_text::IntoText;

text_newtype! {
    /// The ID of a user, an opaque string.
    ///
    /// An `authorize` callback chooses it, or the database assigns it. Otherwise it is a new UUID for each sign-in. The
    /// type does not say which; the ID of a user of the database is a [`StoredId`](super::StoredId).
    ///
    /// ```
    /// use auth::UserId;
    ///
    /// let id = UserId::from("42");
    /// assert_eq!(id, "42");
    /// assert_eq!(id, UserId::from(42_i64));
    /// ```
    UserId
}

/// Implements the conversion of the integers that tables have as IDs, which become their decimal digits, and the comparison with
/// them.
macro_rules! integer_ids {
    ($($Integer:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl From<$Integer> for UserId {
            fn from(id: $Integer) -> Self {
                Self::new(id.to_string())
            }
        }

        #[diagnostic::do_not_recommend]
        impl PartialEq<$Integer> for UserId {
            fn eq(&self, id: &$Integer) -> bool {
                self.as_str() == id.to_string()
            }
        }
    )*};
}

integer_ids!(i32, i64, u32, u64);

/// A user, as callbacks receive it (Auth.js: `User`, `DefaultUser`). It dereferences to `U`, the application's own
/// columns.
///
/// ```
/// use auth::User;
///
/// let ada = User::new("1").with_name("Ada").with_email("ada@example.com");
/// assert_eq!(ada.email.as_deref(), Some("ada@example.com"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct User<U = ()> {
    /// The ID, which becomes `sub` of the session token.
    pub id: UserId,
    /// The name to show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The e-mail address. Magic links, passkeys and providers set it in the canonical form of
    /// [`EmailAddress`](crate::contract::EmailAddress). `authorize` and stored rows may have another spelling, so parse
    /// it before comparing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The URL of a picture, which becomes `picture` of the session token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The application's own columns, typed (`#[auth::user]`). They are not serialised with the user.
    #[serde(skip)]
    pub columns: U,
}

impl User {
    /// Creates a user with only an ID.
    pub fn new(id: impl IntoText<UserId>) -> Self {
        Self { id: id.into_text(), name: None, email: None, image: None, columns: () }
    }

    /// Sets the name. A blank one is none, and so is `None`.
    #[must_use]
    pub fn with_name<M>(mut self, name: impl IntoText<Option<String>, M>) -> Self {
        self.name = present(name.into_text());
        self
    }

    /// Sets the e-mail address. A blank one is none, and so is `None`.
    #[must_use]
    pub fn with_email<M>(mut self, email: impl IntoText<Option<String>, M>) -> Self {
        self.email = present(email.into_text());
        self
    }

    /// Sets the URL of a picture. A blank one is none, and so is `None`.
    #[must_use]
    pub fn with_image<M>(mut self, image: impl IntoText<Option<String>, M>) -> Self {
        self.image = present(image.into_text());
        self
    }
}

/// Returns the string unless it is empty or white space.
pub(super) fn present(text: impl Into<Option<String>>) -> Option<String> {
    text.into().filter(|text| !text.trim().is_empty())
}

impl<U> User<U> {
    /// Returns the user without a blank name, e-mail address or picture; `None` if the ID is blank.
    #[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for sign-ins"))]
    pub(crate) fn without_blanks(self) -> Option<Self> {
        let (name, email, image) = (present(self.name), present(self.email), present(self.image));
        let is_named = !self.id.as_str().trim().is_empty();
        is_named.then_some(Self { name, email, image, ..self })
    }

    /// Returns the user with the given columns in place of its own.
    #[must_use]
    pub fn with_columns<C>(self, columns: C) -> User<C> {
        let Self { id, name, email, image, columns: _ } = self;
        User { id, name, email, image, columns }
    }
}

impl<U> std::ops::Deref for User<U> {
    type Target = U;

    fn deref(&self) -> &U {
        &self.columns
    }
}
