//! What the builder takes for passkeys.

use super::*;
use crate::provider::webauthn::{Passkey, PasskeyConfigError};

/// Passkeys.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Adds sign-in by passkeys: `.passkey(Passkey::new())`. They need a database that has a place for them
    /// ([`adapter`](Self::adapter) or [`database_sessions`](Self::database_sessions)).
    pub fn passkey(mut self, provider: Passkey) -> Self {
        self.providers.push(Provider::Passkey(Box::new(provider)));
        self
    }
}

/// Finds what cannot work: settings, a missing database, a second provider that would fill the same field.
pub(super) fn check<S>(providers: &[Provider<S>], has_store: bool, problems: &mut Vec<BuildProblem>) {
    let mut problem = |provider: &Passkey, fault| {
        problems.push(BuildProblem::Passkey { id: provider.id.to_string(), fault });
    };
    let mut has_conditional_ui = false;
    for provider in providers.iter().filter_map(Provider::passkey) {
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
