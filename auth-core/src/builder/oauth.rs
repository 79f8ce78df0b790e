//! What the builder takes for OAuth 2.0 and OpenID Connect.

use super::*;
use crate::{
    callback::provider::ConfiguredProvider,
    config::env::PublicUrl,
    http::{HttpClient, ReqwestClient},
    jose::TokenKeys,
    provider::oauth::IdentityProvider,
};

/// Identity providers.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Adds an identity provider: `GitHub::from_env()?`, `Google::new(id, secret)`, one of your own
    /// (`#[auth::provider(…)]`).
    pub fn provider<P: ConfiguredProvider<S>>(mut self, provider: P) -> Self {
        let provider = provider.configured();
        let id = provider.config.definition.id.clone().into_owned();
        match IdentityProvider::new(provider) {
            Ok(provider) => self.providers.push(Provider::OAuth(Box::new(provider))),
            Err(fault) => self.problems.push(Problem::Provider { id, fault }),
        }
        self
    }

    /// Asks providers by another HTTP client than the default one.
    pub fn http_client(mut self, client: impl HttpClient) -> Self {
        self.options.http = Some(Box::new(client));
        self
    }

    /// The server to which providers send browsers instead of to this one, for all providers: one of the same
    /// secret at a stable URL, such as `https://app.example.com/auth` (`AUTH_REDIRECT_PROXY_URL`).
    pub fn redirect_proxy_url(mut self, url: &str) -> Self {
        match PublicUrl::parse(url) {
            Ok(url) => self.options.redirect_proxy = Some(url),
            Err(_) => self.problems.push(Problem::RedirectProxy),
        }
        self
    }

    /// As the redirect proxy, forwards to these hosts. Without a list nothing is forwarded.
    pub fn redirect_proxy_for(mut self, hosts: TrustedHosts) -> Self {
        self.options.proxied = Some(hosts);
        self
    }
}

/// The keys of the cookie that says by which provider to sign out, if sign-out leads to any.
pub(super) fn sign_out_keys<S>(
    providers: &[Provider<S>],
    secrets: &Secrets,
    cookies: &CookieSet,
) -> Option<TokenKeys> {
    let leads_there =
        |provider: &Provider<S>| matches!(provider, Provider::OAuth(oauth) if oauth.sign_out_at_provider);
    let keys = || TokenKeys::derive(secrets, cookies.sign_out_hint.name());
    providers.iter().any(leads_there).then(keys)
}

/// The client that was given, or the default one if there is anybody to ask.
pub(super) fn http_client<S>(
    given: Option<Box<dyn HttpClient>>,
    providers: &[Provider<S>],
    problems: &mut Vec<Problem>,
) -> Option<Box<dyn HttpClient>> {
    if given.is_some() || !providers.iter().any(|provider| matches!(provider, Provider::OAuth(_))) {
        return given;
    }
    match ReqwestClient::new() {
        Ok(client) => Some(Box::new(client)),
        Err(error) => {
            problems.push(Problem::HttpClient(error));
            None
        }
    }
}
