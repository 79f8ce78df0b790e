//! A provider ready to run: its definition, with the application's values filled in.

use std::{collections::BTreeMap, sync::Arc};

use http::Uri;

use super::{
    cached::Cached,
    client_auth::ClientAuthMethod,
    configured::Config,
    credential::Credential,
    definition::{Definition, ProfileSource},
    discovery::{self, Metadata},
    error::OAuthError,
    hooks::Hooks,
    id_token::IdTokenAlgorithm,
    jwks::Jwks,
    refresh_lock::RefreshLocks,
    reserved_params::reserved,
    template::fill,
    text::Text,
    userinfo::UserInfo,
};
use crate::{
    check::sealed::Bound,
    config::{Color, ImageUrl, env::PublicUrl},
    contract::{ProviderId, ProviderType, UnixTime},
    http::{HttpClient, is_secure},
};

/// The scopes that Auth.js requests by default.
const DEFAULT_SCOPE: &str = "openid profile email";

/// A provider of OAuth 2.0 or OpenID Connect.
pub(crate) struct OAuth {
    pub(crate) id: ProviderId,
    pub(crate) name: String,
    pub(crate) kind: ProviderType,
    pub(crate) brand_color: Option<Color>,
    pub(crate) logo: Option<ImageUrl>,
    pub(crate) pkce: bool,
    pub(crate) nonce: bool,
    pub(crate) form_post: bool,
    pub(crate) link_by_email: bool,
    /// `true` if several factors that the provider reports count as several factors here.
    pub(crate) trust_mfa: bool,
    /// `true` if sign-out continues at the provider.
    pub(crate) sign_out_at_provider: bool,
    /// `true` if the provider may end sessions by a request of its own.
    pub(crate) back_channel_logout: bool,
    pub(crate) redirect_proxy: Option<PublicUrl>,
    /// The configured authorization endpoint.
    pub(crate) authorization_url: Option<String>,
    pub(super) authorization_params: Vec<(Text, Text)>,
    pub(super) query_params: Vec<Text>,
    pub(super) token_url: Option<String>,
    pub(super) token_params: Vec<(Text, Text)>,
    pub(super) token_query: Vec<(Text, Text)>,
    pub(super) userinfo: UserInfo,
    pub(super) has_userinfo: bool,
    pub(super) profile: ProfileSource,
    /// The scopes; if empty, none is requested.
    pub(super) scope: Text,
    pub(super) client_id: String,
    pub(super) credential: Credential,
    pub(super) client_auth: ClientAuthMethod,
    pub(super) id_token_algorithm: Option<IdTokenAlgorithm>,
    pub(super) issuer: Option<String>,
    pub(super) discovery_url: Option<String>,
    pub(super) options: BTreeMap<Text, Text>,
    pub(super) lookup_urls: Vec<Text>,
    pub(super) tenant_issuer: bool,
    pub(super) bearer_by_default: bool,
    pub(super) tenants: Vec<String>,
    pub(super) hooks: Box<dyn Hooks>,
    pub(super) metadata: Cached<Metadata, OAuthError>,
    pub(super) jwks: Jwks,
    pub(crate) refresh_locks: RefreshLocks,
}

impl OAuth {
    /// Fills in the definition with the application's values.
    ///
    /// # Errors
    /// Fails if a value is missing or invalid.
    pub(super) fn new(config: Config, hooks: Box<dyn Hooks>) -> Result<Self, ProviderConfigError> {
        let Config {
            definition,
            client_id,
            credential,
            tenants,
            link_by_email,
            trust_mfa,
            redirect_proxy_url,
            sign_out_at_provider,
            back_channel_logout,
        } = config;
        if definition.needs_issuer() {
            return Err(ProviderConfigError::MissingIssuer);
        }
        let params = reserved(&definition.authorization_params, &definition.query_params);
        if let Some(name) = params {
            return Err(ProviderConfigError::ReservedParameter(name.to_owned()));
        }
        let filler = Filler { definition: &definition, client_id: &client_id };
        let redirect_proxy = match redirect_proxy_url.as_deref().map(PublicUrl::parse).transpose() {
            Ok(url) => url.filter(|_| !definition.form_post),
            Err(_) => return Err(ProviderConfigError::InvalidUrl("redirect proxy")),
        };
        let provider = Self {
            authorization_url: filler
                .url("authorization endpoint", definition.authorization_url.as_deref())?,
            authorization_params: filler.pairs(&definition.authorization_params)?,
            token_url: filler.url("token endpoint", definition.token_url.as_deref())?,
            token_params: filler.pairs(&definition.token_params)?,
            token_query: filler.pairs(&definition.token_query)?,
            userinfo: filler.userinfo()?,
            has_userinfo: definition.userinfo.is_some(),
            scope: definition.scope.clone().unwrap_or(Text::Borrowed(DEFAULT_SCOPE)),
            issuer: filler.url("issuer", definition.issuer.as_deref())?,
            discovery_url: filler.url("discovery URL", definition.discovery_url.as_deref())?,
            query_params: definition.query_params,
            lookup_urls: definition.lookup_urls,
            options: definition.options,
            id: definition.id.into_owned().into(),
            name: definition.name.into_owned(),
            kind: definition.kind,
            brand_color: definition.brand_color,
            logo: definition.logo,
            pkce: definition.pkce,
            nonce: definition.nonce,
            form_post: definition.form_post,
            profile: definition.profile,
            client_auth: definition.client_auth,
            id_token_algorithm: definition.id_token_algorithm,
            tenant_issuer: definition.tenant_issuer,
            bearer_by_default: definition.bearer_by_default,
            link_by_email,
            trust_mfa,
            sign_out_at_provider,
            back_channel_logout,
            redirect_proxy,
            client_id,
            credential,
            tenants,
            hooks,
            metadata: Cached::new(),
            jwks: Jwks::new(),
            refresh_locks: RefreshLocks::default(),
        };
        match (&provider.issuer, &provider.authorization_url, &provider.token_url) {
            (None, None, _) => Err(ProviderConfigError::MissingEndpoint("authorization")),
            (None, _, None) => Err(ProviderConfigError::MissingEndpoint("token")),
            (None, ..) if provider.sign_out_at_provider => Err(ProviderConfigError::MissingSignOut),
            (None, ..) if provider.back_channel_logout => Err(ProviderConfigError::MissingLogoutKeys),
            _ => Ok(provider),
        }
    }

    /// Returns the provider's metadata: discovered if the configuration requires discovery, or else made from
    /// the configuration.
    pub(crate) async fn metadata(
        &self,
        http: &dyn HttpClient,
        now: UnixTime,
    ) -> Result<Arc<Metadata>, OAuthError> {
        let complete = self.authorization_url.is_some() && self.token_url.is_some();
        match &self.issuer {
            Some(_) if self.kind == ProviderType::Oidc || !complete => self.discovered(http, now).await,
            issuer => Ok(Arc::new(Metadata { issuer: issuer.clone(), ..Metadata::default() })),
        }
    }

    /// Returns the metadata that the issuer publishes.
    pub(super) async fn discovered(
        &self,
        http: &dyn HttpClient,
        now: UnixTime,
    ) -> Result<Arc<Metadata>, OAuthError> {
        let issuer = self.issuer.as_deref().ok_or(OAuthError::Endpoint("issuer"))?;
        let document = self.discovery_url.as_deref();
        let fetch = async || discovery::fetch(http, issuer, document, self.tenant_issuer).await;
        Ok(self.metadata.get(now, fetch).await?)
    }

    /// Returns the authorization endpoint: the configured one, or else the one in the metadata.
    pub(crate) fn authorization_endpoint<'m>(
        &'m self,
        metadata: &'m Metadata,
    ) -> Result<&'m str, OAuthError> {
        let endpoint = self.authorization_url.as_deref().or(metadata.authorization_endpoint.as_deref());
        secure(endpoint, "authorization_endpoint")
    }

    /// Returns the token endpoint: the configured one, or else the one in the metadata.
    pub(super) fn token_endpoint<'m>(&'m self, metadata: &'m Metadata) -> Result<&'m str, OAuthError> {
        secure(self.token_url.as_deref().or(metadata.token_endpoint.as_deref()), "token_endpoint")
    }

    /// Returns the userinfo endpoint: the configured one, or else the one in the metadata. It may contain
    /// placeholders.
    pub(super) fn userinfo_endpoint<'m>(&'m self, metadata: &'m Metadata) -> Option<&'m str> {
        let own = self.has_userinfo.then_some(&*self.userinfo.url);
        own.or(metadata.userinfo_endpoint.as_deref())
    }
}

impl<'p> From<&'p OAuth> for Bound<'p> {
    fn from(provider: &'p OAuth) -> Self {
        Self { id: &provider.id, cross_site: provider.form_post }
    }
}

/// Returns an endpoint if it is https, or http to a loopback address. No browser and no secret is sent
/// anywhere else.
pub(super) fn secure<'m>(endpoint: Option<&'m str>, name: &'static str) -> Result<&'m str, OAuthError> {
    let is_secure_url = |url: &&str| url.parse::<Uri>().is_ok_and(|uri| is_secure(&uri));
    endpoint.filter(is_secure_url).ok_or(OAuthError::Endpoint(name))
}

/// Fills in the placeholders whose values are known at startup.
struct Filler<'d> {
    definition: &'d Definition,
    client_id: &'d str,
}

impl Filler<'_> {
    fn string(&self, template: &str) -> Result<Text, ProviderConfigError> {
        let value = |name: &str| match name {
            "issuer" => self.definition.issuer.as_deref().map(|issuer| {
                // An issuer may contain `{client_id}` (`https://api.descope.com/{client_id}`), but not
                // `{issuer}`.
                issuer.replace("{client_id}", self.client_id)
            }),
            "client_id" => Some(self.client_id.to_owned()),
            "code" | "client_secret" | "access_token" => Some(format!("{{{name}}}")),
            _ if name.starts_with("token.") => Some(format!("{{{name}}}")),
            _ => self.definition.options.get(name).map(|value| value.clone().into_owned()),
        };
        fill(template, value)
            .map(Text::Owned)
            .map_err(|name| ProviderConfigError::MissingOption(name.to_owned()))
    }

    fn url(&self, what: &'static str, url: Option<&str>) -> Result<Option<String>, ProviderConfigError> {
        let Some(url) = url else { return Ok(None) };
        let url = self.string(url)?.into_owned();
        match url.parse::<Uri>() {
            Ok(uri) if is_secure(&uri) => Ok(Some(url)),
            Ok(uri) if uri.scheme_str() == Some("http") => Err(ProviderConfigError::InsecureUrl(what)),
            _ => Err(ProviderConfigError::InvalidUrl(what)),
        }
    }

    fn pairs(&self, pairs: &[(Text, Text)]) -> Result<Vec<(Text, Text)>, ProviderConfigError> {
        pairs.iter().map(|(name, value)| Ok((name.clone(), self.string(value)?))).collect()
    }

    /// Returns the request for the profile; a plain GET if the endpoint is to be discovered.
    fn userinfo(&self) -> Result<UserInfo, ProviderConfigError> {
        let Some(userinfo) = &self.definition.userinfo else { return Ok(UserInfo::get("")) };
        Ok(UserInfo {
            url: self.string(&userinfo.url)?,
            headers: self.pairs(&userinfo.headers)?,
            ..userinfo.clone()
        })
    }
}

/// An error in the configuration of a provider.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProviderConfigError {
    /// The application has to set the issuer, and has not set it.
    #[error(
        "its issuer is missing: call `.issuer(\"https://…\")`, or set AUTH_{{ID}}_ISSUER and use `from_env()`"
    )]
    MissingIssuer,
    /// An endpoint is neither configured nor can be discovered.
    #[error(
        "its {0} endpoint is missing: set it in the definition, or set an issuer at which it can be discovered"
    )]
    MissingEndpoint(&'static str),
    /// Sign-out at the provider is enabled, but without an issuer, its endpoint cannot be discovered.
    #[error("`.sign_out_at_provider()` needs its issuer, whose metadata contains the sign-out endpoint")]
    MissingSignOut,
    /// Back-channel logout is enabled, but without an issuer, the keys of its tokens cannot be discovered.
    #[error("`.back_channel_logout()` needs its issuer, whose metadata names the keys of logout tokens")]
    MissingLogoutKeys,
    /// A parameter of the authorization request belongs to the flow.
    #[error("its parameter `{0}` belongs to the sign-in flow: remove it from the definition")]
    ReservedParameter(String),
    /// An option of the provider has no value.
    #[error("its option `{0}` is missing: call `.option(\"{0}\", …)`")]
    MissingOption(String),
    /// A URL is not valid.
    #[error("its {0} is not an absolute https URL")]
    InvalidUrl(&'static str),
    /// A URL is http, and would send secrets in the clear.
    #[error("its {0} is http: use https; http is allowed for loopback addresses only")]
    InsecureUrl(&'static str),
}

crate::contract::readable::debug_by_message!(ProviderConfigError);

#[cfg(test)]
#[path = "runtime_tests.rs"]
mod tests;
