//! What the builder takes for OAuth 2.0 and OpenID Connect.

use super::*;
use crate::{
    config::env::{Environment, PublicUrl},
    http::{HttpClient, ReqwestClient},
    jose::TokenKeys,
    provider::oauth::{IdentityProvider, OAuthSettings, callback::ConfiguredProvider},
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
            Err(fault) => self.problems.push(BuildProblem::Provider { id, fault }),
        }
        self
    }

    /// Asks providers by another HTTP client than the default one.
    pub fn http_client(mut self, client: impl HttpClient) -> Self {
        self.options.oauth.client = Some(Box::new(client));
        self
    }

    /// The server to which providers send browsers instead of to this one, for all providers: one of the same
    /// secret at a stable URL, such as `https://app.example.com/auth` (`AUTH_REDIRECT_PROXY_URL`).
    pub fn redirect_proxy_url(mut self, url: &str) -> Self {
        match PublicUrl::parse(url) {
            Ok(url) => self.options.oauth.redirect_proxy = Some(url),
            Err(_) => self.problems.push(BuildProblem::RedirectProxy),
        }
        self
    }

    /// As the redirect proxy, forwards to these hosts. Without a list nothing is forwarded.
    pub fn redirect_proxy_for(mut self, hosts: TrustedHosts) -> Self {
        self.options.oauth.proxied = Some(hosts);
        self
    }
}

/// The options that concern providers of OAuth 2.0 and OpenID Connect.
#[derive(Default)]
pub(super) struct OAuthOptions {
    client: Option<Box<dyn HttpClient>>,
    redirect_proxy: Option<PublicUrl>,
    proxied: Option<TrustedHosts>,
}

impl OAuthOptions {
    /// The settings. A client that cannot start is added to the problems.
    pub(super) fn settings<S>(
        self,
        providers: &[Provider<S>],
        (secrets, environment): (&Secrets, &Environment),
        problems: &mut Vec<BuildProblem>,
    ) -> OAuthSettings {
        OAuthSettings {
            client: client(self.client, providers, problems),
            state_keys: TokenKeys::derive(secrets, crate::check::state::SALT),
            redirect_proxy: self.redirect_proxy.or_else(|| environment.redirect_proxy_url.clone()),
            proxied: self.proxied,
        }
    }

    /// Adds a client that cannot start to the problems.
    pub(super) fn check_client<S>(self, providers: &[Provider<S>], problems: &mut Vec<BuildProblem>) {
        client(self.client, providers, problems);
    }
}

/// The client that was given, or the default one if a provider needs it.
fn client<S>(
    given: Option<Box<dyn HttpClient>>,
    providers: &[Provider<S>],
    problems: &mut Vec<BuildProblem>,
) -> Option<Box<dyn HttpClient>> {
    if given.is_some() || !providers.iter().any(|provider| matches!(provider, Provider::OAuth(_))) {
        return given;
    }
    match ReqwestClient::new() {
        Ok(client) => Some(Box::new(client)),
        Err(error) => {
            problems.push(BuildProblem::HttpClient(error));
            None
        }
    }
}
