//! The user that a provider's profile describes.

use std::fmt::Display;

use super::{OptionalValue, user::present};

/// The user of a profile: the ID at the provider, and the fields to show.
///
/// The ID becomes the `provider_account_id` of the account, which identifies the user at later sign-ins.
///
/// ```
/// use auth::provider::ProfileUser;
///
/// let user = ProfileUser::new(583231).name("The Octocat".to_owned()).email_verified(true);
/// assert_eq!(user.id, "583231");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProfileUser {
    /// The ID at the provider. It must be one that the provider never reassigns.
    pub id: String,
    /// The name to show.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of a picture.
    pub image: Option<String>,
    /// `Some(true)` if the provider has verified the e-mail address; `None` if it does not report that.
    pub email_verified: Option<bool>,
}

impl ProfileUser {
    /// Creates a user with only an ID, which can be a string or a number.
    pub fn new(id: impl Display) -> Self {
        Self { id: id.to_string(), name: None, email: None, image: None, email_verified: None }
    }

    /// Sets the name to show, if there is one. A blank one is none.
    #[must_use]
    pub fn name(mut self, name: impl OptionalValue<String>) -> Self {
        self.name = present(name.value());
        self
    }

    /// Sets the e-mail address, if there is one. A blank one is none, and one that is not an
    /// [`EmailAddress`](crate::contract::EmailAddress) is left out at sign-in.
    #[must_use]
    pub fn email(mut self, email: impl OptionalValue<String>) -> Self {
        self.email = present(email.value());
        self
    }

    /// Sets the URL of a picture, if there is one. A blank one is none.
    #[must_use]
    pub fn image(mut self, image: impl OptionalValue<String>) -> Self {
        self.image = present(image.value());
        self
    }

    /// Returns the user without a blank name, e-mail address or picture; `None` if the ID is blank.
    #[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "for providers"))]
    pub(crate) fn without_blanks(self) -> Option<Self> {
        let id = present(self.id)?;
        Some(Self {
            id,
            name: present(self.name),
            email: present(self.email),
            image: present(self.image),
            ..self
        })
    }

    /// Sets whether the provider has verified the e-mail address; `None` if it does not report that.
    #[must_use]
    pub fn email_verified(mut self, verified: impl OptionalValue<bool>) -> Self {
        self.email_verified = verified.value();
        self
    }
}
