//! What a vendor's profile says about a user, in the terms of this library.

use std::fmt::Display;

/// The user of a profile: who it is at the provider, and what there is to show.
///
/// The id is the user's at the provider; it becomes `provider_account_id` of the account, by which the user
/// is found again.
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
    /// The id at the provider, never reassigned there.
    pub id: String,
    /// The name to show.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of a picture.
    pub image: Option<String>,
    /// Whether the provider says that it has verified the e-mail address; `None` when it says nothing.
    pub email_verified: Option<bool>,
}

impl ProfileUser {
    /// A user of whom only the id is known: a text or a number.
    pub fn new(id: impl Display) -> Self {
        Self { id: id.to_string(), name: None, email: None, image: None, email_verified: None }
    }

    /// The name to show, if there is one.
    #[must_use]
    pub fn name(mut self, name: impl Into<Option<String>>) -> Self {
        self.name = name.into();
        self
    }

    /// The e-mail address, if there is one.
    #[must_use]
    pub fn email(mut self, email: impl Into<Option<String>>) -> Self {
        self.email = email.into();
        self
    }

    /// The URL of a picture, if there is one.
    #[must_use]
    pub fn image(mut self, image: impl Into<Option<String>>) -> Self {
        self.image = image.into();
        self
    }

    /// Whether the provider has verified the e-mail address, if it says so or not.
    #[must_use]
    pub fn email_verified(mut self, verified: impl Into<Option<bool>>) -> Self {
        self.email_verified = verified.into();
        self
    }
}
