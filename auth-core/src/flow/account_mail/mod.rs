//! Mails about accounts: sends them, and does what their links say.
//!
//! A link works for the user who has asked for it, in any browser in which that user is signed in. It changes nothing when
//! it is opened: the page that it leads to asks first.

pub(crate) mod change;
pub(crate) mod link;
pub(crate) mod verification;

pub(crate) use super::mails::{notify, options, send, sender};
use super::{
    error::AuthError,
    scope::Scope,
    sign_in::{
        ask_guards,
        limit::{self, AccountName, Purpose},
    },
    types::{AppTypes, ColumnsOf},
};
use crate::{
    check::callback_url::CallbackUrl,
    contract::{
        Account, AdapterUser, EmailAddress, ProviderType, StoredId, VerifiedEmail,
        callback::{
            sign_in::{SignInAttempt, SignInMethod},
            wiring::Subject,
        },
    },
};

/// The result of a request that a sign-in guard has not refused.
pub(crate) enum Outcome<T> {
    /// It is done.
    Done(T),
    /// A guard refused, and sends the browser to a URL.
    Redirected(CallbackUrl),
}

/// A change of the signed-in user that a link has confirmed.
pub(crate) struct Confirmed {
    /// The proven address.
    pub(crate) address: EmailAddress,
    /// `true` if all other sessions of the user have ended, as far as they can be ended.
    pub(crate) is_alone: bool,
    /// `true` if it was the first proof of an address, and has removed ways to sign in.
    pub(crate) has_removed: bool,
}

/// Counts a mail that a user asks for, by the client's network, by its recipient, and by the user.
///
/// # Errors
/// Fails if there were too many.
async fn count<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &StoredId,
    to: &EmailAddress,
) -> Result<(), AuthError> {
    limit::network(scope).await?;
    if let Some(rule) = &sender(scope)?.requests {
        for name in [AccountName::of_stored(user), AccountName::of_address(to)] {
            let _mailed = limit::by_rule(scope, Purpose::Mail, &name, rule).await?;
        }
    }
    Ok(())
}

/// Returns the URL of a page with the parameters of a link.
pub(crate) fn url<F: AppTypes>(scope: &Scope<'_, F>, page: &str, parameters: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("{}?{query}", scope.action_url(page))
}

/// Asks the sign-in guards about the address that a user asks to prove, or has proven. Returns the URL to which a guard
/// sends the browser, if one does.
///
/// # Errors
/// Fails if a guard refuses or fails, or the user does not fit the application's columns.
async fn ask<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    user: &AdapterUser,
    method: SignInMethod<'_>,
) -> Result<Option<CallbackUrl>, AuthError> {
    let (address, proof) = match method {
        SignInMethod::AddressProven(email) => (email.as_str(), Some(email)),
        SignInMethod::AddressEntered(address) => (address, None),
        _ => return Ok(None),
    };
    let subject: Subject<ColumnsOf<F>> = Subject::typed(user.clone().typed()?);
    let mut account = Account::new(sender(scope)?.id.clone(), ProviderType::Email, address);
    account.user_id = Some(subject.plain().id.clone());
    let stored = user.proven_address();
    let stored_proof = stored.as_ref().map(VerifiedEmail::stored);
    let attempt = SignInAttempt { proof, stored_proof, ..SignInAttempt::new(method, &subject, &account) };
    ask_guards(scope, &attempt).await
}
