//! Notices to the owner of an account: each change of the ways to sign in is told by mail to the proven address.

#[cfg(feature = "email")]
mod mail;
#[cfg(not(feature = "email"))]
#[path = "no_mail.rs"]
mod mail;

use std::sync::LazyLock;

use http::HeaderMap;

use super::{
    application::Engine,
    scope::{RequestHead, Scope},
    types::AppTypes,
};
use crate::contract::{AdapterUser, ProviderType, callback::event::SecondFactorChange};

/// A change of which the owner hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice<'a> {
    /// A passkey was added.
    #[cfg_attr(
        not(any(feature = "oauth", feature = "passkey", feature = "sms")),
        allow(dead_code, reason = "for accounts")
    )]
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// An account was linked at the provider with this name.
    #[cfg_attr(
        not(any(feature = "oauth", feature = "passkey", feature = "sms")),
        allow(dead_code, reason = "for accounts")
    )]
    Linked(&'a str),
    /// An account was unlinked at the provider with this name.
    Unlinked(&'a str),
    /// A phone number was added.
    #[cfg_attr(
        not(any(feature = "oauth", feature = "passkey", feature = "sms")),
        allow(dead_code, reason = "for accounts")
    )]
    NumberAdded,
    /// A phone number was replaced by another one.
    #[cfg_attr(not(feature = "sms"), allow(dead_code, reason = "for phone numbers"))]
    NumberChanged,
    /// A phone number was removed.
    NumberRemoved,
    /// The second factor was changed or used in a way that the owner should know.
    #[cfg_attr(not(feature = "totp"), allow(dead_code, reason = "for second factors"))]
    SecondFactor(SecondFactorChange),
    /// The user has a new password. So many API keys still work.
    #[cfg_attr(not(feature = "password"), allow(dead_code, reason = "for passwords"))]
    NewPassword {
        #[cfg_attr(not(feature = "email"), allow(dead_code, reason = "for mails"))]
        api_keys: u32,
    },
    /// The account was deleted.
    Deleted,
}

impl<'a> Notice<'a> {
    /// The notice after an account or a phone number was linked.
    #[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
    pub(crate) fn linked(kind: ProviderType, provider_name: &'a str) -> Self {
        match kind {
            ProviderType::WebAuthn => Self::PasskeyAdded,
            ProviderType::Sms => Self::NumberAdded,
            _ => Self::Linked(provider_name),
        }
    }

    /// The notice after an account or a phone number was unlinked.
    pub(crate) fn unlinked(kind: ProviderType, provider_name: &'a str) -> Self {
        match kind {
            ProviderType::WebAuthn => Self::PasskeyRemoved,
            ProviderType::Sms => Self::NumberRemoved,
            _ => Self::Unlinked(provider_name),
        }
    }
}

/// Mails a notice to the proven address of a user. A user without one hears nothing, and a failure is logged: the change is
/// made already.
pub(crate) async fn tell<F: AppTypes>(scope: &Scope<'_, F>, notice: Notice<'_>, user: &AdapterUser) {
    mail::send(scope, notice, user).await;
}

/// Mails a notice about a change that no request has made. The site has to have a configured URL.
pub(crate) async fn tell_without_request<F: AppTypes>(
    engine: &Engine<F>,
    notice: Notice<'_>,
    user: &AdapterUser,
) {
    static NONE: LazyLock<HeaderMap> = LazyLock::new(HeaderMap::new);
    if let Ok(scope) = Scope::new(engine, RequestHead::of_headers(&NONE)) {
        tell(&scope, notice, user).await;
    }
}
