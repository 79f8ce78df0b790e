//! The builder's method for authenticator applications, and its checks.

use super::*;
use crate::contract::IntoText;
use crate::{
    adapter::Kind, check::factor_keys::FactorKeys, contract::ProviderType, flow::settings::TotpSettings,
    jose::TokenKeys,
};

/// Second factors.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Lets users enrol an authenticator application (RFC 6238) as a second factor, under the name `issuer` of this
    /// application. Users who have enrolled one prove it at every sign-in, before there is a session. Default: users have
    /// no second factor.
    ///
    /// Auth.js has no such option.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::TotpWithoutAdapter`] if there is no database,
    /// [`BuildProblem::TotpNotKept`] if its adapter keeps no second factors, and [`BuildProblem::TotpIssuer`] if the
    /// name is empty or contains a colon.
    ///
    /// ```
    /// use auth::{Auth, adapter::MemoryAdapter};
    ///
    /// let builder = Auth::builder().adapter(MemoryAdapter::new()).totp("Acme");
    /// # let _ = builder;
    /// ```
    #[doc(alias = "otp")]
    #[doc(alias = "2fa")]
    #[doc(alias = "mfa")]
    pub fn totp(mut self, issuer: impl IntoText<String>) -> Self {
        self.options.totp_issuer = Some(issuer.into_text());
        self
    }
}

/// Finds settings of second factors that cannot work.
pub(super) fn check(options: &Options, has_passkeys: bool, problems: &mut Vec<BuildProblem>) {
    if options.asks_second_factor && options.totp_issuer.is_none() && !has_passkeys {
        problems.push(BuildProblem::NoSecondFactor);
    }
    let Some(issuer) = &options.totp_issuer else { return };
    if issuer.trim().is_empty() || issuer.contains(':') || issuer.contains(char::is_control) {
        problems.push(BuildProblem::TotpIssuer(issuer.clone()));
    }
    match &options.store {
        None => problems.push(BuildProblem::TotpWithoutAdapter),
        Some(store) if !store.adapter.keeps(Kind::SecondFactor) => {
            problems.push(BuildProblem::TotpNotKept);
        }
        Some(_) => {}
    }
}

/// Returns the settings, with all keys derived.
pub(super) fn settings(issuer: &str, secrets: &Secrets) -> TotpSettings {
    TotpSettings {
        issuer: issuer.trim().to_owned(),
        keys: FactorKeys::derive(secrets),
        enrolment: TokenKeys::derive(secrets, "auth.totp-enrolment"),
    }
}

/// Returns `true` if users can have passkeys.
pub(super) fn has_passkeys<S>(providers: &[Provider<S>]) -> bool {
    providers.iter().any(|provider| provider.kind() == ProviderType::WebAuthn)
}
