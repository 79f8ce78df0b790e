//! The builder's methods and checks for magic links.

use super::*;
use crate::provider::email::Email;

/// Magic links.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Adds magic links. They need a database: [`adapter`](Self::adapter), or
    /// [`database_sessions`](Self::database_sessions).
    ///
    /// A link leads to the origin of the request that asked for it. If the origin is taken from headers, name your
    /// hosts with [`trust_hosts`](Self::trust_hosts). Otherwise an attacker can have links mailed that lead to
    /// another host.
    pub fn email(mut self, provider: Email) -> Self {
        self.providers.push(Provider::Email(Box::new(provider)));
        self
    }
}

/// Magic links are kept in the database until they are used.
pub(super) fn check<S>(providers: &[Provider<S>], has_store: bool, problems: &mut Vec<BuildProblem>) {
    for provider in providers {
        let Provider::Email(email) = provider else { continue };
        if !has_store {
            problems.push(BuildProblem::EmailWithoutAdapter(email.id.to_string()));
        }
        if email.max_age < Duration::from_secs(1) {
            problems.push(BuildProblem::NoLinkAge(email.id.to_string()));
        }
    }
}

/// Links in mails lead to the host of the request: whoever chooses that gets tokens of others.
pub(super) fn warn_of_hosts<S>(origin: &OriginPolicy, providers: &[Provider<S>]) {
    let is_any = matches!(origin, OriginPolicy::Forwarded { hosts } if hosts.are_any());
    if is_any && providers.iter().any(|provider| matches!(provider, Provider::Email(_))) {
        tracing::warn!(
            target: "auth",
            "magic links lead to whatever host a request names, since every host is trusted: set AUTH_URL, or \
             call `.url(…)` or `.trust_hosts(TrustedHosts::only(…))`, unless a proxy lets no other host through"
        );
    }
}
