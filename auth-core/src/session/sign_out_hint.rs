//! By which provider the browser has signed in: a sealed cookie beside the session, for as long as the
//! session, so that sign-out can lead to that provider (OpenID Connect RP-Initiated Logout 1.0). Applications
//! that do not ask for it have no such cookie.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    Account, Secret,
    auth_error::AuthError,
    cookie::{chunk, jar::Lifetime},
    flow::Flow,
    provider::{Provider, oauth::OAuth},
    scope::Scope,
};

/// A longer ID token is not kept: servers take headers of some 8 kB in all, and the hint is optional.
const MAX_ID_TOKEN: usize = 3 * 1024;

/// What is sealed. It names no time: it is there as long as its session.
#[derive(Deserialize, Serialize)]
struct Claims<'c> {
    provider: Cow<'c, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<Cow<'c, str>>,
}

/// Where and as whom to sign out.
pub(crate) struct SignOutHint<'r> {
    pub(crate) provider: &'r OAuth,
    /// The ID token of the sign-in.
    pub(crate) id_token: Option<Secret>,
}

impl<'r, F: Flow> Scope<'r, F> {
    /// The provider of the session, if sign-out leads there.
    pub(crate) fn sign_out_hint(&self) -> Option<SignOutHint<'r>> {
        let keys = self.scheme.sign_out_hint.as_ref()?;
        let sealed = chunk::read(&self.cookies, self.scheme.cookies.sign_out_hint.name())?;
        let payload = keys.open(&sealed).ok()?;
        let Claims { provider, id_token } = serde_json::from_slice(&payload).ok()?;
        let provider = self.provider_to_sign_out(&provider)?;
        Some(SignOutHint { provider, id_token: id_token.map(Secret::new) })
    }

    /// The provider of an id, if sign-out leads there.
    pub(crate) fn provider_to_sign_out(&self, id: &str) -> Option<&'r OAuth> {
        match self.engine.provider(id) {
            Ok(Provider::OAuth(provider)) if provider.sign_out_at_provider => Some(provider),
            _ => None,
        }
    }

    /// Remembers by what somebody has just signed in, or forgets by what they did before.
    pub(crate) fn remember_provider(&mut self, account: &Account) -> Result<(), AuthError> {
        let Some(keys) = &self.scheme.sign_out_hint else { return Ok(()) };
        self.forget_provider();
        if self.provider_to_sign_out(account.provider.as_str()).is_none() {
            return Ok(());
        }
        let id_token = account.tokens.id_token.as_ref().map(Secret::expose);
        let claims = Claims {
            provider: account.provider.as_str().into(),
            id_token: id_token.filter(|token| token.len() <= MAX_ID_TOKEN).map(Cow::from),
        };
        let payload = serde_json::to_vec(&claims).map_err(|error| AuthError::Unwritable(error.into()))?;
        let sealed = keys.seal(&payload, &*self.engine.settings.random);
        self.write_hint(&sealed);
        Ok(())
    }

    /// Keeps the cookie for as long as the session, which has just been prolonged.
    pub(super) fn keep_provider(&mut self) {
        if self.scheme.sign_out_hint.is_none() {
            return;
        }
        let name = self.scheme.cookies.sign_out_hint.name();
        if let Some(sealed) = chunk::read(&self.cookies, name).map(Cow::into_owned) {
            self.write_hint(&sealed);
        }
    }

    pub(super) fn forget_provider(&mut self) {
        if self.scheme.sign_out_hint.is_some() {
            chunk::delete_all(&mut self.jar, &self.cookies, &self.scheme.cookies.sign_out_hint);
        }
    }

    fn write_hint(&mut self, sealed: &str) {
        let lifetime = Lifetime::Until(self.expiry());
        chunk::write(&mut self.jar, &self.cookies, &self.scheme.cookies.sign_out_hint, sealed, lifetime);
    }
}
