//! The builder's method for magic links, and its checks.

use super::*;
use crate::provider::email::Email;

/// Magic links.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Adds a provider of magic links.
    ///
    /// Auth.js: an e-mail provider such as `Nodemailer`.
    ///
    /// A link leads to the origin of the request that asked for it. If the origin is taken from headers, name your
    /// hosts with [`trust_hosts`](Self::trust_hosts). Otherwise an attacker can have links mailed that lead to another
    /// host.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::EmailWithoutAdapter`] if there is no database
    /// ([`adapter`](Self::adapter) or [`database_sessions`](Self::database_sessions)), and [`BuildProblem::NoLinkAge`]
    /// if links last for less than one second.
    #[doc(alias("magic_link", "magic_links", "mail", "smtp", "nodemailer", "resend"))]
    #[doc(alias = "Nodemailer")]
    #[cfg(feature = "email")]
    pub fn email(mut self, provider: Email) -> Self {
        self.providers.push(Provider::Email(Box::new(provider)));
        self
    }
}

/// Checks for a database, which keeps magic links until they are used, and for links that expire at once.
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

/// Warns if every host is trusted: links in mails lead to the host of the request, so a client that chooses the host
/// receives the tokens of other users.
pub(super) fn warn_of_hosts<S>(origin: &OriginPolicy, providers: &[Provider<S>]) {
    let is_any = matches!(origin, OriginPolicy::Forwarded { hosts } if hosts.are_any());
    if is_any && providers.iter().any(|provider| matches!(provider, Provider::Email(_))) {
        tracing::warn!(
            target: "auth",
            help = "links_to_any_host",
            "every host is trusted, so magic links lead to any host that a request names: set AUTH_URL, or call \
             `.url(…)` or `.trust_hosts(TrustedHosts::only(…))`, unless a proxy lets no other host through"
        );
    }
}
