//! Sends mails about accounts.

use super::{error::AuthError, scope::Scope, types::AppTypes};
use crate::{
    contract::{AdapterUser, EmailAddress, UnixTime, callback::arguments},
    provider::{
        Provider,
        email::{AccountMail, AccountMailKind, AccountMails, Email},
    },
};

/// Returns the options of mails about accounts.
///
/// # Errors
/// Fails if the application has not turned them on.
pub(crate) fn options<'r, F: AppTypes>(scope: &Scope<'r, F>) -> Result<&'r AccountMails, AuthError> {
    scope.engine.settings.account_mails.as_ref().ok_or(AuthError::UnknownAction)
}

/// Returns the sender of mails about accounts.
pub(crate) fn sender<'r, F: AppTypes>(scope: &Scope<'r, F>) -> Result<&'r Email, AuthError> {
    let own = options(scope)?.sender.as_deref();
    let first = || scope.engine.providers.iter().find_map(Provider::email);
    own.or_else(first).ok_or(AuthError::InvalidProvider)
}

/// Mails a link or a notice.
///
/// # Errors
/// Fails if the mail is not accepted.
pub(crate) async fn send<F: AppTypes>(
    scope: &Scope<'_, F>,
    kind: AccountMailKind,
    to: &EmailAddress,
    link: Option<(&str, UnixTime)>,
) -> Result<(), AuthError> {
    send_about(scope, kind, to, (link, None)).await
}

async fn send_about<F: AppTypes>(
    scope: &Scope<'_, F>,
    kind: AccountMailKind,
    to: &EmailAddress,
    (link, provider): (Option<(&str, UnixTime)>, Option<&str>),
) -> Result<(), AuthError> {
    let mail = AccountMail {
        kind,
        provider,
        url: link.map(|(url, _)| url),
        host: scope.origin.authority(),
        to,
        expires: link.map(|(_, expires)| expires),
        theme: scope.engine.settings.style.theme(),
        headers: arguments::headers(scope.facts),
        words: scope.wording().words,
    };
    Ok(sender(scope)?.send(to, options(scope)?.template.write(&mail)).await?)
}

/// Mails a notice to a proven address of the user. A failure is logged: the address may be one that does not work any
/// more, which is a reason to change it.
pub(crate) async fn notify<F: AppTypes>(scope: &Scope<'_, F>, kind: AccountMailKind, user: &AdapterUser) {
    notify_of(scope, kind, user, None).await;
}

/// Mails a notice that names a provider, as [`notify`] does.
pub(crate) async fn notify_of<F: AppTypes>(
    scope: &Scope<'_, F>,
    kind: AccountMailKind,
    user: &AdapterUser,
    provider: Option<&str>,
) {
    let Some(address) = user.proven_address() else { return };
    if let Err(error) = send_about(scope, kind, &address, (None, provider)).await {
        error.log();
    }
}
