//! The methods of `Auth` for pages of the application on which users choose a new password.

use super::{
    auth::{Auth, Pending},
    new_password::{ChosenPassword, PasswordChoice},
};
use crate::{
    contract::{Password, session::SessionData},
    flow::{error::AuthError, scope::IntoHead},
};

/// New passwords of users. The methods need [`passwords`](super::builder::AuthBuilder::passwords).
impl<V: SessionData> Auth<V> {
    /// Stores a new password of the signed-in user, as the page `password/change` does. All other sessions of the user end,
    /// and the event `change_password` reports it.
    ///
    /// The user enters the present password, or has proven something in the last ten minutes; without a password, only the
    /// latter. A present password that is given has to be right in any case.
    ///
    /// There is no CSRF check: the route needs its own, such as [`same_origin`](Self::same_origin).
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::SessionRequired`] without a session, [`AuthError::CredentialsSignin`] if the present password is
    /// wrong, [`AuthError::TooManyRequests`] after too many wrong ones, [`AuthError::StepUpRequired`] if it is missing and
    /// nothing was proven in the last ten minutes, and [`AuthError::Password`] if the new password is refused, was overtaken by
    /// another one, or passwords are not turned on.
    pub fn change_password<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        current: Option<&'a Password>,
        new: &'a Password,
    ) -> Pending<'a, Result<ChosenPassword, AuthError>> {
        let head = head.into_head();
        Box::pin(async move {
            let chosen = self.erased().choose_password(head, PasswordChoice::Change { current, new }).await;
            self.session_has_changed(Some(head.extensions));
            chosen
        })
    }

    /// Mails a link to a user who has forgotten the password, as the page `password/forgot` does. It needs
    /// [`account_mails`](super::builder::AuthBuilder::account_mails), too. Neither the result nor its time depends on whether a
    /// user has the address: a stranger's address gets a mail that says so.
    ///
    /// The link leads to the page `password/reset`, with the parameters `token` and `email`. A
    /// [template](crate::provider::email::AccountMails::template) can lead it to a page of the application.
    ///
    /// There is no CSRF check: the route needs its own, such as [`same_origin`](Self::same_origin).
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::EmailAddress`] if `address` is not an e-mail address, [`AuthError::TooManyRequests`] after too many
    /// mails, [`AuthError::Mail`] if the mail was not sent, and [`AuthError::UnknownAction`] if mails about accounts are not
    /// turned on.
    #[cfg(feature = "email")]
    pub fn request_password_reset<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        address: &'a str,
    ) -> Pending<'a, Result<(), AuthError>> {
        let head = head.into_head();
        Box::pin(async move {
            self.erased().choose_password(head, PasswordChoice::Forgot { address }).await.map(drop)
        })
    }

    /// Spends the link, and stores a new password of the user with the address. All sessions of the user end, and so do
    /// sign-ins that wait for their second factor. The user signs in with the new password afterwards, and proves the second
    /// factor there.
    ///
    /// The link proves the address. If nothing had proven it before, what was added to the user before is removed. There is no
    /// CSRF check: the route needs its own, such as [`same_origin`](Self::same_origin).
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::Verification`] if the link does not work, and [`AuthError::Password`] if the password is refused;
    /// the link works on then.
    #[cfg(feature = "email")]
    pub fn reset_password<'a, 'r: 'a>(
        &'a self,
        head: impl IntoHead<'r>,
        token: &'a str,
        address: &'a str,
        new: &'a Password,
    ) -> Pending<'a, Result<ChosenPassword, AuthError>> {
        let head = head.into_head();
        Box::pin(async move {
            let choice = PasswordChoice::Reset { token, address, new };
            let chosen = self.erased().choose_password(head, choice).await;
            self.session_has_changed(None);
            chosen
        })
    }
}
