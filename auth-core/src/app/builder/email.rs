//! The builder's method for magic links, and its checks.

use super::*;
use crate::provider::email::{Email, IntoAccountMails};

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

    /// Turns on mails about accounts, and with them the pages `email/verify` and `email/change` below the base path: on one
    /// of them, signed-in users prove their e-mail address, on the other one they change it. Default: there are none.
    ///
    /// A change asks for a proof of the last ten minutes, mails a link to the new address and a notice to the present one,
    /// and ends the other sessions of the user. Sign-in guards decide about it: see
    /// [`SignInMethod::AddressEntered`](crate::contract::callback::sign_in::SignInMethod). The events `change_email` and
    /// `verify_email` report it.
    ///
    /// As links in other mails, links lead to the origin of the request: see [`email`](Self::email).
    ///
    /// Auth.js has no such option.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::AccountMailsWithoutSender`] if there is no provider of magic links and
    /// no sender of their own, [`BuildProblem::AccountMailsWithoutAdapter`] if there is no database, and
    /// [`BuildProblem::NoAccountLinkAge`] if links last for less than one second.
    ///
    /// ```
    /// use auth::{Auth, adapter::MemoryAdapter, provider::{Email, email::{AccountMails, ConsoleTransport}}};
    ///
    /// let builder = Auth::builder()
    ///     .adapter(MemoryAdapter::new())
    ///     .email(Email::new(ConsoleTransport, "Acme <no-reply@acme.example>")?)
    ///     .account_mails(AccountMails::new());
    /// # let _ = builder;
    /// # Ok::<(), auth::BoxError>(())
    /// ```
    #[doc(alias("change_email", "verify_email", "email_verification"))]
    #[cfg(feature = "email")]
    pub fn account_mails(mut self, mails: impl IntoAccountMails) -> Self {
        self.options.account_mails = Some(mails.into_account_mails());
        self
    }
}

/// Checks that mails about accounts have a sender, and a database that keeps their links.
pub(super) fn check_account_mails<S>(
    options: &Options,
    providers: &[Provider<S>],
    problems: &mut Vec<BuildProblem>,
) {
    let Some(mails) = &options.account_mails else { return };
    if mails.sender.is_none() && !providers.iter().any(|provider| provider.email().is_some()) {
        problems.push(BuildProblem::AccountMailsWithoutSender);
    }
    if options.store.is_none() {
        problems.push(BuildProblem::AccountMailsWithoutAdapter);
    }
    if mails.max_age.min(mails.reset_max_age) < Duration::from_secs(1) {
        problems.push(BuildProblem::NoAccountLinkAge);
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
