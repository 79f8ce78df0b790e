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
    AdapterUser, StoredId,
    callback::{
        event::{ChangePasswordEvent, PasswordChange},
        wiring::Subject,
    },
};

/// Returns what a new password must not consist of.
fn about(user: &AdapterUser) -> [Option<&str>; 2] {
    [user.user.name.as_deref(), user.user.email.as_deref()]
}

/// Revokes the API keys that a session has made until it ended, if the application wants that. A failure is logged: the
/// password is stored already, and the keys of before have ended.
async fn end_late_keys<F: AppTypes>(scope: &Scope<'_, F>, user: &StoredId) {
    if let Err(error) = api_keys::end_for_new_password(&scope.engine.settings, user).await {
        error.log();
    }
}

/// Reports a new password, and mails a notice to the address of the user, if it is proven. The notice counts the API keys that
/// still work; if they cannot be counted, that is logged.
///
/// # Errors
/// Fails if the user does not fit the application's columns.
async fn report<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &AdapterUser,
    change: PasswordChange,
) -> Result<(), AuthError> {
    let working = api_keys::count_working(&scope.engine.settings, &user.id(), scope.now).await;
    let api_keys = working.unwrap_or_else(|error| {
        error.log();
        0
    });
    let subject = Subject::typed(user.clone().typed()?);
    let event = ChangePasswordEvent { user: subject.plain(), change };
    events::change_password(scope, event, &subject).await;
    notice::tell(scope, Notice::NewPassword { api_keys }, user).await;
    Ok(())
}
