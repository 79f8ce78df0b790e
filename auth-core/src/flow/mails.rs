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
    send_about(scope, kind, to, Subject { link, ..Subject::default() }).await
}

/// The subject of a mail, besides its kind.
#[derive(Default)]
pub(crate) struct Subject<'a> {
    pub(crate) link: Option<(&'a str, UnixTime)>,
    /// The name of the provider.
    pub(crate) provider: Option<&'a str>,
    /// The number of API keys that still work.
    pub(crate) api_keys: u32,
}

async fn send_about<F: AppTypes>(
    scope: &Scope<'_, F>,
    kind: AccountMailKind,
    to: &EmailAddress,
    subject: Subject<'_>,
) -> Result<(), AuthError> {
    let Subject { link, provider, api_keys } = subject;
    let mail = AccountMail {
        kind,
        provider,
        api_keys,
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
    notify_of(scope, kind, user, Subject::default()).await;
}

/// Mails a notice that says more than its kind, as [`notify`] does.
pub(crate) async fn notify_of<F: AppTypes>(
    scope: &Scope<'_, F>,
    kind: AccountMailKind,
    user: &AdapterUser,
    subject: Subject<'_>,
) {
    let Some(address) = user.proven_address() else { return };
    if let Err(error) = send_about(scope, kind, &address, subject).await {
        error.log();
    }
}
