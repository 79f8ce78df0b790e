//! The checks of a sign-in in cookies of the browser: sealed at its start, taken at its callback.

use std::time::Duration;

use crate::{
    Secret,
    auth_error::AuthError,
    check::sealed::{self, Bound, Check, CheckError, MAX_AGE},
    cookie::{jar::Lifetime, names::CookieSpec},
    flow::Flow,
    scope::Scope,
};

impl<F: Flow> Scope<'_, F> {
    /// Keeps a value for the callback of that provider.
    pub(crate) fn seal_check<'p>(
        &mut self,
        check: Check,
        provider: impl Into<Bound<'p>>,
        value: &str,
    ) -> Result<(), AuthError> {
        let (random, provider) = (&*self.engine.settings.random, provider.into());
        let bound = (value, provider.id.as_str());
        let sealed = sealed::seal(self.scheme.checks.of(check), bound, self.now, random)
            .map_err(|error| AuthError::Unwritable(error.into()))?;
        let lifetime = match check {
            Check::State | Check::Pkce | Check::Challenge => {
                Lifetime::MaxAge { secs: MAX_AGE, now: self.now }
            }
            Check::Nonce => Lifetime::Until(self.now + Duration::from_secs(MAX_AGE.into())),
        };
        self.jar.set(&self.check_cookie(check, provider), &sealed, lifetime);
        Ok(())
    }

    /// Takes the value that was kept for this provider. The cookie is deleted when the answer is a success.
    ///
    /// # Errors
    /// When there is none, or it is not this application's, another provider's, or too old.
    pub(crate) fn take_check<'p>(
        &mut self,
        check: Check,
        provider: impl Into<Bound<'p>>,
    ) -> Result<Secret, AuthError> {
        let provider = provider.into();
        let spec = self.check_cookie(check, provider);
        let invalid = |cause| AuthError::InvalidCheck { check: check.name(), cause };
        let text = self.cookies.get(spec.name()).ok_or_else(|| invalid(CheckError::Missing))?;
        let keys = self.scheme.checks.of(check);
        let value = sealed::open(keys, &text, provider.id.as_str(), self.now).map_err(invalid)?;
        self.jar.delete(&spec);
        Ok(value)
    }

    /// Providers that answer by a POST of their own site need cookies which travel with it.
    fn check_cookie(&self, check: Check, provider: Bound<'_>) -> CookieSpec {
        let cookies = &self.scheme.cookies;
        let spec = match check {
            Check::State => &cookies.state,
            Check::Pkce => &cookies.pkce_code_verifier,
            Check::Nonce => &cookies.nonce,
            Check::Challenge => &cookies.webauthn_challenge,
        };
        if provider.cross_site { spec.cross_site() } else { spec.clone() }
    }
}
