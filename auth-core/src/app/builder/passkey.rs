//! The builder's method for passkeys, and its checks.

use super::*;
use crate::provider::webauthn::{Passkey, PasskeyConfigError};

/// Passkeys.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Adds sign-in by passkeys: `.passkey(Passkey::new())`.
    ///
    /// Auth.js: the `Passkey` provider (a `WebAuthn` provider). `experimental.enableWebAuthn` is not needed.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::Passkey`] if there is no database for them
    /// ([`adapter`](Self::adapter) or [`database_sessions`](Self::database_sessions)), or if the settings of the
    /// provider cannot work.
    #[doc(alias("webauthn", "passkeys", "fido2"))]
    #[doc(alias = "WebAuthn")]
    #[cfg(feature = "passkey")]
    pub fn passkey(mut self, provider: Passkey) -> Self {
        self.providers.push(Provider::Passkey(Box::new(provider)));
        self
    }
}

/// Finds providers that cannot work: wrong settings, a missing database, or a second provider that would fill the same
/// field of the form.
pub(super) fn check<S>(providers: &[Provider<S>], has_store: bool, problems: &mut Vec<BuildProblem>) {
    let mut problem = |provider: &Passkey, fault| {
        problems.push(BuildProblem::Passkey { id: provider.id.to_string(), fault });
    };
    let mut has_conditional_ui = false;
    for provider in providers.iter().filter_map(Provider::passkey) {
        if provider.is_registration_open {
            tracing::warn!(
                target: "auth",
                help = "open_registration",
                provider = provider.id.as_str(),
                "visitors can sign up by registering a passkey for any e-mail address that no user has, without proving \
                 that it is theirs: do not trust `user.email`, but `Option<VerifiedEmail<'_>>` and \
                 `Session::verified_email`"
            );
        }
        if let Some(fault) = provider.fault() {
            problem(provider, fault);
        }
        if !has_store {
            problem(provider, PasskeyConfigError::MissingAdapter);
        }
        if provider.conditional_ui && std::mem::replace(&mut has_conditional_ui, true) {
            problem(provider, PasskeyConfigError::ConditionalUi);
        }
    }
}
