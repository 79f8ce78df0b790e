//! The password of a user, chosen anew: by the signed-in user, or by a link in a mail.

pub(crate) mod change;
#[cfg(feature = "email")]
pub(crate) mod reset;

use super::{
    api_keys,
    error::AuthError,
    events,
    notice::{self, Notice},
    scope::Scope,
    types::AppTypes,
};
use crate::contract::{
    AdapterUser,
    callback::{
        event::{ChangePasswordEvent, PasswordChange},
        wiring::Subject,
    },
};

/// Returns what a new password must not consist of.
fn about(user: &AdapterUser) -> [Option<&str>; 2] {
    [user.user.name.as_deref(), user.user.email.as_deref()]
}

/// Ends the API keys of a user who has a new password, if the application wants that, and returns the number of those that
/// still work. A failure is logged: the password is stored already.
async fn end_keys<F: AppTypes>(scope: &Scope<'_, F>, user: &AdapterUser) -> u32 {
    api_keys::after_new_password(&scope.engine.settings, &user.id(), scope.now).await.unwrap_or_else(
        |error| {
            error.log();
            0
        },
    )
}

/// Ends the API keys, if the application wants that, reports a new password, and mails a notice to the address of the user,
/// if it is proven.
///
/// # Errors
/// Fails if the user does not fit the application's columns.
async fn report<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &AdapterUser,
    change: PasswordChange,
) -> Result<(), AuthError> {
    let api_keys = end_keys(scope, user).await;
    let subject = Subject::typed(user.clone().typed()?);
    let event = ChangePasswordEvent { user: subject.plain(), change };
    events::change_password(scope, event, &subject).await;
    notice::tell(scope, Notice::NewPassword { api_keys }, user).await;
    Ok(())
}
