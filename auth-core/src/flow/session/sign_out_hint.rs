//! The sign-out hint: a sealed cookie next to the session that names the provider by which the browser has signed
//! in, so that sign-out can lead to that provider (OpenID Connect RP-Initiated Logout 1.0). It lasts as long as the
//! session. Applications that do not sign out at providers have no such cookie.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    contract::{Account, Secret},
    cookie::{chunk, jar::Lifetime},
    flow::{application::Engine, error::AuthError, scope::Scope, types::AppTypes},
};

/// The maximum length of an ID token in the cookie. A longer one is left out: servers accept about 8 kB of headers in
/// total, and the token is optional.
const MAX_ID_TOKEN: usize = 3 * 1024;

/// The sealed claims. They contain no time, since the cookie lasts as long as its session.
#[derive(Deserialize, Serialize)]
struct HintClaims<'c> {
    provider: Cow<'c, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<Cow<'c, str>>,
}

/// The provider at which to sign out, and the ID token of the sign-in.
#[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "only providers that redirect sign out"))]
pub(crate) struct SignOutHint {
    pub(crate) provider: String,
    pub(crate) id_token: Option<Secret>,
}

/// Returns `true` if sign-out leads to the provider with this ID.
pub(crate) fn leads_to<F: AppTypes>(engine: &Engine<F>, provider: &str) -> bool {
    engine.provider(provider).is_ok_and(|provider| provider.signs_out())
}

/// Reads the hint of the session, if sign-out leads to its provider.
pub(crate) fn read<F: AppTypes>(scope: &Scope<'_, F>) -> Option<SignOutHint> {
    let keys = scope.scheme.sign_out_hint.as_ref()?;
    let payload = sealed(scope).find_map(|sealed| keys.open(&sealed).ok())?;
    let HintClaims { provider, id_token } = serde_json::from_slice(&payload).ok()?;
    leads_to(scope.engine, &provider)
        .then(|| SignOutHint { provider: provider.into_owned(), id_token: id_token.map(Secret::new) })
}

/// Returns the values that the cookie of the request may have.
fn sealed<'r, F: AppTypes>(scope: &Scope<'r, F>) -> impl Iterator<Item = Cow<'r, str>> + use<'r, F> {
    chunk::candidates(&scope.cookies, scope.scheme.cookies.sign_out_hint.name())
}

/// Writes the hint for the provider of a new sign-in, in place of the previous one.
pub(crate) fn remember<F: AppTypes>(scope: &mut Scope<'_, F>, account: &Account) -> Result<(), AuthError> {
    let Some(keys) = &scope.scheme.sign_out_hint else { return Ok(()) };
    forget(scope);
    if !leads_to(scope.engine, account.provider.as_str()) {
        return Ok(());
    }
    let id_token = account.tokens.id_token.as_ref().map(Secret::expose);
    let claims = HintClaims {
        provider: account.provider.as_str().into(),
        id_token: id_token.filter(|token| token.len() <= MAX_ID_TOKEN).map(Cow::from),
    };
    let payload = serde_json::to_vec(&claims).map_err(|error| AuthError::Unwritable(error.into()))?;
    let sealed = keys.seal(&payload, &*scope.engine.settings.random);
    write(scope, &sealed)
}

/// Extends the cookie together with the session.
pub(super) fn keep<F: AppTypes>(scope: &mut Scope<'_, F>) {
    let Some(keys) = &scope.scheme.sign_out_hint else { return };
    let known = sealed(scope).find(|sealed| keys.open(sealed).is_ok()).map(Cow::into_owned);
    if let Some(Err(error)) = known.map(|sealed| write(scope, &sealed)) {
        error.log();
    }
}

/// Deletes the cookie.
pub(super) fn forget<F: AppTypes>(scope: &mut Scope<'_, F>) {
    if scope.scheme.sign_out_hint.is_some() {
        chunk::delete_all(&mut scope.jar, &scope.cookies, &scope.scheme.cookies.sign_out_hint);
    }
}

/// Writes the sealed claims into the cookie.
fn write<F: AppTypes>(scope: &mut Scope<'_, F>, sealed: &str) -> Result<(), AuthError> {
    let expires = scope.now + scope.engine.settings.max_age;
    let (spec, lifetime) = (&scope.scheme.cookies.sign_out_hint, Lifetime::Until(expires));
    chunk::write(&mut scope.jar, &scope.cookies, spec, sealed, lifetime)
        .map_err(|error| AuthError::Unwritable(error.into()))
}
