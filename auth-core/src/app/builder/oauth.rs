//! The builder's methods for OAuth 2.0 and OpenID Connect.

use super::*;
use crate::{
    check::state,
    config::env::Environment,
    http::{HttpClient, ReqwestClient},
    jose::TokenKeys,
    provider::oauth::{ConfiguredProvider, IdentityProvider, OAuthSettings},
};

/// Providers of OAuth 2.0 and OpenID Connect.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Adds an identity provider: a built-in one (`GitHub::from_env()?`, `Google::new(id, secret)`) or a custom one
    /// (`#[auth::provider(…)]`).
    ///
    /// Auth.js: an entry of `providers`.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::Provider`] if the provider cannot work, for example without an
    /// endpoint.
    #[doc(alias("oidc", "client", "oauth2", "openid", "with_provider"))]
    #[doc(alias = "providers")]
    #[cfg(feature = "oauth")]
    pub fn provider<P: ConfiguredProvider<S>>(mut self, provider: P) -> Self {
        let provider = provider.configured();
        let id = provider.config.definition.id.clone().into_owned();
        match IdentityProvider::new(provider) {
            Ok(provider) => self.providers.push(Provider::OAuth(Box::new(provider))),
            Err(fault) => self.problems.push(BuildProblem::Provider { id, fault }),
        }
        self
    }

    /// Sets the HTTP client for requests to providers. Default: [`ReqwestClient`], which follows no redirects and has a
    /// timeout of ten seconds.
    ///
    /// Auth.js: `customFetch` of a provider.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::HttpClient`] if the default client cannot start.
    #[doc(alias = "customFetch")]
    #[cfg(feature = "oauth")]
    pub fn http_client(mut self, client: impl HttpClient) -> Self {
        self.options.oauth.client = Some(Box::new(client));
        self
    }

    /// Sets the URL to which all providers send browsers instead of this server, such as
    /// `https://app.example.com/auth`: that of another server with the same secret, at a stable URL. Default:
    /// `AUTH_REDIRECT_PROXY_URL`; without it, browsers return to this server.
    ///
    /// Auth.js: `redirectProxyUrl`.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::RedirectProxy`] if the string is not a URL.
    #[doc(alias = "redirectProxyUrl")]
    #[cfg(feature = "oauth")]
    pub fn redirect_proxy_url(mut self, url: &str) -> Self {
        match PublicUrl::parse(url) {
            Ok(url) => self.options.oauth.redirect_proxy = Some(url),
            Err(_) => self.problems.push(BuildProblem::RedirectProxy),
        }
        self
    }

    /// Sets the hosts to which this server, as the redirect proxy, forwards authorization responses. Default: none;
    /// nothing is forwarded.
    ///
    /// Auth.js has no such option: its proxy forwards to any host that the state names.
    #[cfg(feature = "oauth")]
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
    /// Returns the settings. Adds a client that cannot start to the problems.
    pub(super) fn settings<S>(
        self,
        providers: &[Provider<S>],
        (secrets, environment): (&Secrets, &Environment),
        problems: &mut Vec<BuildProblem>,
    ) -> OAuthSettings {
        OAuthSettings {
            client: client(self.client, providers, problems),
            state_keys: TokenKeys::derive(secrets, state::SALT),
            sign_out_keys: TokenKeys::derive(secrets, state::SIGN_OUT_SALT),
            redirect_proxy: self.redirect_proxy.or_else(|| environment.redirect_proxy_url.clone()),
            proxied: self.proxied,
        }
    }

    /// Adds a client that cannot start to the problems.
    pub(super) fn check_client<S>(self, providers: &[Provider<S>], problems: &mut Vec<BuildProblem>) {
        client(self.client, providers, problems);
    }
}

/// Returns the configured client, or the default one if a provider needs it.
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
