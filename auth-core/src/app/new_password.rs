//! A new password, for pages of the application: chosen by the signed-in user, or by a link in a mail.

use super::{auth::Auth, server_side::SetCookies};
#[cfg(feature = "email")]
use crate::contract::EmailAddress;
use crate::{
    contract::{Password, session::SessionData},
    flow::{
        application::Engine,
        error::AuthError,
        new_password::change,
        scope::{RequestHead, Scope},
        session,
        types::AppTypes,
    },
};

/// A new password that was stored.
#[derive(Debug)]
#[must_use = "the response must set the cookies"]
#[non_exhaustive]
pub struct ChosenPassword {
    /// The cookies that the response must set. After a change, the session continues under a new token. A reset sets none:
    /// the user signs in with the new password.
    pub cookies: SetCookies,
    /// `true` if all other sessions of the user have ended, as far as they can be ended.
    pub others_ended: bool,
}

/// A password that a user has chosen.
#[derive(Clone, Copy)]
pub(crate) enum PasswordChoice<'r> {
    /// By the signed-in user.
    Change { current: Option<&'r Password>, new: &'r Password },
    /// None yet: the user has forgotten the password, and asks for a link.
    #[cfg(feature = "email")]
    Forgot { address: &'r str },
    /// By a link in a mail.
    #[cfg(feature = "email")]
    Reset { token: &'r str, address: &'r str, new: &'r Password },
}

/// Stores a password, or mails a link.
pub(super) async fn choose<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    choice: PasswordChoice<'_>,
) -> Result<ChosenPassword, AuthError> {
    let mut scope = Scope::new(engine, head)?;
    let others_ended = match choice {
        PasswordChoice::Change { current, new } => {
            let own = session::own(&scope).await?.ok_or(AuthError::SessionRequired)?;
            change::change(&mut scope, own, current, new).await?
        }
        #[cfg(feature = "email")]
        PasswordChoice::Forgot { address } => {
            use crate::flow::new_password::reset;
            reset::request(&scope, &EmailAddress::parse(address)?).await?;
            false
        }
        #[cfg(feature = "email")]
        PasswordChoice::Reset { token, address, new } => {
            use crate::{flow::new_password::reset, provider::email::LinkToken};
            let token = LinkToken::submitted(token).ok_or(AuthError::IncompleteLink)?;
            reset::reset(&scope, &EmailAddress::parse(address)?, &token, new).await?
        }
    };
    Ok(ChosenPassword { cookies: SetCookies::of(&scope)?, others_ended })
}

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
    pub async fn change_password(
        &self,
        head: impl Into<RequestHead<'_>>,
        current: Option<&Password>,
        new: &Password,
    ) -> Result<ChosenPassword, AuthError> {
        let head = head.into();
        let chosen = self.erased().choose_password(head, PasswordChoice::Change { current, new }).await;
        self.session_has_changed(Some(head.extensions));
        chosen
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
    pub async fn request_password_reset(
        &self,
        head: impl Into<RequestHead<'_>>,
        address: &str,
    ) -> Result<(), AuthError> {
        self.erased().choose_password(head.into(), PasswordChoice::Forgot { address }).await.map(drop)
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
    pub async fn reset_password(
        &self,
        head: impl Into<RequestHead<'_>>,
        token: &str,
        address: &str,
        new: &Password,
    ) -> Result<ChosenPassword, AuthError> {
        let choice = PasswordChoice::Reset { token, address, new };
        let chosen = self.erased().choose_password(head.into(), choice).await;
        self.session_has_changed(None);
        chosen
    }
}
