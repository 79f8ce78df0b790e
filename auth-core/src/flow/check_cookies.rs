//! The cookies for the checks of a sign-in: written at its start, and read at its callback.

use std::time::Duration;

use super::{error::AuthError, scope::Scope, types::AppTypes};
use crate::{
    check::sealed::{self, Bound, Check, CheckError, MAX_AGE},
    contract::Secret,
    cookie::{jar::Lifetime, names::CookieSpec},
};

/// Writes a value into its sealed cookie, for the callback of a provider.
pub(crate) fn seal<'p, F: AppTypes>(
    scope: &mut Scope<'_, F>,
    check: Check,
    provider: impl Into<Bound<'p>>,
    value: &str,
) -> Result<(), AuthError> {
    let (random, provider) = (&*scope.engine.settings.random, provider.into());
    let bound = (value, provider.id.as_str());
    let sealed = sealed::seal(scope.scheme.checks.of(check), bound, scope.now, random)
        .map_err(|error| AuthError::Unwritable(error.into()))?;
    let lifetime = match check {
        Check::State | Check::Pkce | Check::Challenge => Lifetime::MaxAge { secs: MAX_AGE, now: scope.now },
        Check::Nonce => Lifetime::Until(scope.now + Duration::from_secs(MAX_AGE.into())),
    };
    scope.jar.set(&cookie(scope, check, provider), &sealed, lifetime);
    Ok(())
}

/// Reads the value that was sealed for a provider, and deletes the cookie if the sign-in succeeds.
///
/// # Errors
/// Fails if the cookie is absent, belongs to another application or provider, or is too old.
pub(crate) fn take<'p, F: AppTypes>(
    scope: &mut Scope<'_, F>,
    check: Check,
    provider: impl Into<Bound<'p>>,
) -> Result<Secret, AuthError> {
    let provider = provider.into();
    let spec = cookie(scope, check, provider);
    let invalid = |cause| AuthError::InvalidCheck { check: check.name(), cause };
    let keys = scope.scheme.checks.of(check);
    // The browser may have another cookie of that name, for another path or domain.
    let mut value = Err(CheckError::Missing);
    for text in scope.cookies.all(spec.name()) {
        value = sealed::open(keys, &text, provider.id.as_str(), scope.now);
        if value.is_ok() {
            break;
        }
    }
    let value = value.map_err(invalid)?;
    scope.jar.delete(&spec);
    Ok(value)
}

/// Deletes the cookies of a sign-in through a provider, even if it fails: it has used them up.
#[cfg(feature = "oauth")]
pub(crate) fn spend<'p, F: AppTypes>(scope: &mut Scope<'_, F>, provider: impl Into<Bound<'p>>) {
    let provider = provider.into();
    for check in [Check::State, Check::Pkce, Check::Nonce] {
        let spec = cookie(scope, check, provider);
        if scope.cookies.get(spec.name()).is_some() {
            scope.jar_of_failure.delete(&spec);
        }
    }
}

/// Returns the cookie of a check. For providers that respond with a POST from their own site, browsers must send the
/// cookie with cross-site requests.
fn cookie<F: AppTypes>(scope: &Scope<'_, F>, check: Check, provider: Bound<'_>) -> CookieSpec {
    let cookies = &scope.scheme.cookies;
    let spec = match check {
        Check::State => &cookies.state,
        Check::Pkce => &cookies.pkce_code_verifier,
        Check::Nonce => &cookies.nonce,
        Check::Challenge => &cookies.webauthn_challenge,
    };
    if provider.cross_site { spec.cross_site() } else { spec.clone() }
}
