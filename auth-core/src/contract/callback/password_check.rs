//! `PasswordCheck`: the argument by which an authorize callback checks a password that the library keeps.

use std::pin::Pin;

use crate::contract::{
    error::{BoxError, Result},
    model::{KnownUser, StoredId},
    password::Password,
};

/// The future of a check.
pub type CheckFuture<'c, T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send + 'c>>;

/// Checks passwords, behind [`PasswordCheck`]. The library implements it.
pub trait CheckPassword: Send + Sync {
    /// Returns the user with an e-mail address, if the password is right.
    fn by_email<'c>(&'c self, email: &'c str, password: &'c Password) -> CheckFuture<'c, Option<KnownUser>>;

    /// Returns the user with an ID, if the password is right.
    fn by_id<'c>(
        &'c self,
        id: Option<&'c StoredId>,
        password: &'c Password,
    ) -> CheckFuture<'c, Option<KnownUser>>;
}

/// Checks passwords that the library keeps, for a sign-in form of the application's own.
///
/// Both methods take the same time whether or not there is such a user, replace an outdated hash, and fail if so many
/// passwords are being checked that this one would wait too long. The browser then gets the status 503.
///
/// ```
/// use auth::prelude::*;
/// # use auth::{Password, callback::PasswordCheck};
///
/// #[auth::credentials]
/// struct StaffLogin {
///     badge: u32,
///     password: Password,
/// }
///
/// #[auth::authorize]
/// async fn staff(
///     form: StaffLogin,
///     passwords: PasswordCheck<'_>,
///     State(badges): State<Badges>,
/// ) -> Result<Option<KnownUser>> {
///     passwords.by_id(badges.owner(form.badge).as_ref(), &form.password).await
/// }
///
/// # #[derive(Clone)]
/// # struct Badges;
/// # impl Badges { fn owner(&self, _: u32) -> Option<StoredId> { None } }
/// # #[cfg(feature = "password")]
/// # let _ =
/// auth::Auth::builder()
///     .state(Badges)
///     .passwords(auth::provider::Passwords::new().own_form())
///     .credentials::<staff>();
/// ```
#[derive(Clone, Copy)]
pub struct PasswordCheck<'c>(Option<&'c dyn CheckPassword>);

impl<'c> PasswordCheck<'c> {
    #[doc(hidden)]
    pub fn new(check: Option<&'c dyn CheckPassword>) -> Self {
        Self(check)
    }

    /// Returns the user of the database with an e-mail address, in any spelling, if the password is right.
    ///
    /// # Errors
    /// Fails if passwords are not turned on, if the database fails, and if too many passwords are being checked.
    pub async fn by_email(&self, email: &str, password: &Password) -> Result<Option<KnownUser>> {
        self.check()?.by_email(email, password).await
    }

    /// Returns the user of the database with an ID, if the password is right. Pass `None` if the form names no user whom you
    /// know: it then takes as long as for a known one.
    ///
    /// # Errors
    /// As [`by_email`](Self::by_email).
    pub async fn by_id(&self, id: Option<&StoredId>, password: &Password) -> Result<Option<KnownUser>> {
        self.check()?.by_id(id, password).await
    }

    fn check(&self) -> Result<&'c dyn CheckPassword> {
        self.0.ok_or_else(|| "passwords are not turned on: call `.passwords(…)` on the builder".into())
    }
}
