//! The e-mail address of the signed-in user, for pages of the application: its proof, and its change. `address_pages` has
//! the methods of `Auth` for it.

use super::server_side::SetCookies;
use crate::{
    contract::EmailAddress,
    flow::{
        account_mail::{Confirmed, Outcome, change, verification},
        application::Engine,
        error::AuthError,
        scope::{RequestHead, Scope},
        session,
        types::AppTypes,
    },
    provider::email::LinkToken,
};

/// The result of a request for a link.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a guard may have refused, and sends the browser to a URL"]
pub enum LinkRequest {
    /// The link was mailed.
    Mailed,
    /// A guard refused, and sends the browser to this URL. No mail was sent.
    Redirect(String),
}

/// The result of a link that was confirmed.
#[derive(Debug)]
#[must_use = "the response must set the cookies"]
pub enum LinkConfirmation {
    /// The address is proven, and is the user's.
    Confirmed(ConfirmedAddress),
    /// A guard refused, and sends the browser to this URL. The link is spent, and nothing else has changed.
    Redirect(String),
}

/// An address that the signed-in user has proven.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConfirmedAddress {
    /// The address.
    pub address: EmailAddress,
    /// The cookies that the response must set: the session continues under a new token.
    pub cookies: SetCookies,
    /// `true` if all other sessions of the user have ended, as far as they can be ended.
    pub others_ended: bool,
}

/// A request about the address of the signed-in user.
#[derive(Clone, Copy)]
pub(crate) enum AddressRequest<'r> {
    /// Mails a link to the present address.
    Verify,
    /// Mails a link to another address.
    Change(&'r str),
}

/// A link about the address of the signed-in user.
#[derive(Clone, Copy)]
pub(crate) struct AddressLink<'r> {
    pub(crate) token: &'r str,
    /// The new address; `None` if the link proves the present one.
    pub(crate) new: Option<&'r str>,
}

/// Mails a link.
pub(super) async fn request<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    request: AddressRequest<'_>,
) -> Result<LinkRequest, AuthError> {
    let mut scope = Scope::new(engine, head)?;
    let own = session::own(&scope).await?.ok_or(AuthError::SessionRequired)?;
    let outcome = match request {
        AddressRequest::Verify => verification::request(&mut scope, &own.user).await?,
        AddressRequest::Change(new) => change::request(&mut scope, &own, &EmailAddress::parse(new)?).await?,
    };
    Ok(match outcome {
        Outcome::Done(()) => LinkRequest::Mailed,
        Outcome::Redirected(url) => LinkRequest::Redirect(url.to_string()),
    })
}

/// Does what a link says.
pub(super) async fn confirm<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    link: AddressLink<'_>,
) -> Result<LinkConfirmation, AuthError> {
    let mut scope = Scope::new(engine, head)?;
    let own = session::own(&scope).await?.ok_or(AuthError::SessionRequired)?;
    let token = LinkToken::submitted(link.token).ok_or(AuthError::IncompleteLink)?;
    let outcome = match link.new {
        None => verification::confirm(&mut scope, own, &token).await?,
        Some(new) => change::confirm(&mut scope, own, &token, &EmailAddress::parse(new)?).await?,
    };
    Ok(match outcome {
        Outcome::Done(Confirmed { address, is_alone, .. }) => {
            let cookies = SetCookies::of(&mut scope)?;
            LinkConfirmation::Confirmed(ConfirmedAddress { address, cookies, others_ended: is_alone })
        }
        Outcome::Redirected(url) => LinkConfirmation::Redirect(url.to_string()),
    })
}
