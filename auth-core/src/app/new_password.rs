//! A new password, for pages of the application: chosen by the signed-in user, or by a link in a mail. `new_password_pages`
//! has the methods of `Auth` for it.

use super::server_side::SetCookies;
#[cfg(feature = "email")]
use crate::contract::EmailAddress;
use crate::{
    contract::Password,
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
    Ok(ChosenPassword { cookies: SetCookies::of(&mut scope)?, others_ended })
}
