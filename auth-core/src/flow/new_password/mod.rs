//! The password of a user, chosen anew: by the signed-in user, or by a link in a mail.

pub(crate) mod change;
#[cfg(feature = "email")]
pub(crate) mod reset;

#[cfg(feature = "email")]
use super::account_mail;
use super::{error::AuthError, events, scope::Scope, types::AppTypes};
use crate::contract::{
    AdapterUser,
    callback::{
        event::{ChangePasswordEvent, PasswordChange},
        wiring::Subject,
    },
};
#[cfg(feature = "email")]
use crate::provider::email::AccountMailKind;

/// Returns what a new password must not consist of.
fn about(user: &AdapterUser) -> [Option<&str>; 2] {
    [user.user.name.as_deref(), user.user.email.as_deref()]
}

/// Reports a new password, and mails a notice to the address of the user, if it is proven.
///
/// # Errors
/// Fails if the user does not fit the application's columns.
async fn report<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &AdapterUser,
    change: PasswordChange,
) -> Result<(), AuthError> {
    let subject = Subject::typed(user.clone().typed()?);
    let event = ChangePasswordEvent { user: subject.plain(), change };
    events::change_password(scope, event, &subject).await;
    #[cfg(feature = "email")]
    if account_mail::options(scope).is_ok() {
        account_mail::notify(scope, AccountMailKind::PasswordChanged, user).await;
    }
    Ok(())
}
