//! The memory of a browser for the sign-in page: the provider of its last sign-in, and for a few minutes which form has
//! failed, and what was typed into it. Nothing of it proves anything.

use std::{borrow::Cow, time::Duration};

use serde::{Deserialize, Serialize};

use super::{scope::Scope, settings::Settings, types::AppTypes};
use crate::{
    config::SignInLayout,
    contract::{ProviderId, UnixTime},
    cookie::jar::Lifetime,
};

/// The time for which the last provider is remembered: half a year.
const LAST_WAY_AGE: Duration = Duration::from_secs(180 * 24 * 60 * 60);

/// The time for which a failed form is remembered: five minutes.
const FAILED_AGE: Duration = Duration::from_secs(5 * 60);

/// The greatest length of a name that is filled in again, in bytes: that of an e-mail address.
const MAX_NAME: usize = 254;

/// A form that has failed.
#[derive(Deserialize, Serialize)]
pub(crate) struct FailedForm<'f> {
    /// The ID of the provider.
    pub(crate) provider: Cow<'f, str>,
    /// The code of the error.
    pub(crate) error: Cow<'f, str>,
    /// The field that asks for a user name or an e-mail address, and what was typed into it. It is never a secret.
    pub(crate) typed: Option<(Cow<'f, str>, Cow<'f, str>)>,
    exp: UnixTime,
}

impl<'f> FailedForm<'f> {
    /// Describes a form that has failed now. A name that is too long for one is left out.
    pub(crate) fn new(
        (provider, error): (&'f str, &'f str),
        typed: Option<(&'f str, &'f str)>,
        now: UnixTime,
    ) -> Self {
        let typed = typed.filter(|(_, name)| !name.is_empty() && name.len() <= MAX_NAME);
        Self {
            provider: provider.into(),
            error: error.into(),
            typed: typed.map(|(field, name)| (field.into(), name.into())),
            exp: now + FAILED_AGE,
        }
    }

    /// Writes the cookie of the response to the failure.
    pub(crate) fn keep<F: AppTypes>(&self, scope: &mut Scope<'_, F>) {
        // Without the cookie, the user types the name again.
        let Ok(claims) = serde_json::to_vec(self) else { return };
        let sealed = scope.scheme.typed.seal(&claims, &*scope.engine.settings.random);
        let secs = u32::try_from(FAILED_AGE.as_secs()).unwrap_or(u32::MAX);
        let lifetime = Lifetime::MaxAge { secs, now: scope.now };
        scope.jar_of_failure.set(&scope.scheme.cookies.typed, &sealed, lifetime);
    }
}

/// Returns the form that has failed last with an error.
pub(crate) fn failed<F: AppTypes>(scope: &Scope<'_, F>, error: &str) -> Option<FailedForm<'static>> {
    let open = |sealed: Cow<'_, str>| -> Option<FailedForm<'static>> {
        let failed: FailedForm<'static> =
            serde_json::from_slice(&scope.scheme.typed.open(&sealed).ok()?).ok()?;
        (failed.exp > scope.now && failed.error == error).then_some(failed)
    };
    scope.cookies.all(scope.scheme.cookies.typed.name()).find_map(open)
}

/// Returns the ID of the provider by which this browser has signed in last. It may be any text.
pub(crate) fn last<'r, F: AppTypes>(scope: &Scope<'r, F>) -> Option<Cow<'r, str>> {
    scope.cookies.get(scope.scheme.cookies.last_way.name())
}

/// Remembers the provider of a sign-in, if the built-in sign-in page has several forms, and forgets the failed form.
pub(crate) fn signed_in<F: AppTypes>(scope: &mut Scope<'_, F>, provider: &ProviderId) {
    if scope.cookies.get(scope.scheme.cookies.typed.name()).is_some() {
        scope.jar.delete(&scope.scheme.cookies.typed);
    }
    let engine = scope.engine;
    let forms = engine.providers.iter().filter(|provider| provider.has_form()).count();
    if forms < 2 || !is_on(&engine.settings) || engine.provider(provider.as_str()).is_err() {
        return;
    }
    let secs = u32::try_from(LAST_WAY_AGE.as_secs()).unwrap_or(u32::MAX);
    let lifetime = Lifetime::MaxAge { secs, now: scope.now };
    scope.jar.set(&scope.scheme.cookies.last_way, provider.as_str(), lifetime);
}

/// Returns `true` if the built-in sign-in page shows what is remembered.
pub(crate) fn is_on(settings: &Settings) -> bool {
    settings.pages.sign_in.is_none() && settings.style.theme().sign_in_layout == SignInLayout::OneOpen
}
