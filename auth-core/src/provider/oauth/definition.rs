//! The definition of a provider as data: endpoints, scopes, checks, quirks. One entry of the catalogue is one
//! [`Definition`].

use std::collections::BTreeMap;

use super::{
    client_auth::ClientAuthMethod,
    id_token::IdTokenAlgorithm,
    text::{Text, put},
    userinfo::UserInfo,
};
use crate::{
    config::{Color, ImageUrl},
    contract::{IntoText, ProviderType},
};

/// The definition of a provider. [`oauth`](Self::oauth) or [`oidc`](Self::oidc) creates it, and the other
/// methods complete it.
///
/// URLs and the values of parameters and headers may contain placeholders in braces: `{issuer}`,
/// `{client_id}`, and the name of each [`option`](Self::option). The configuration of an application
/// overrides the definition.
#[derive(Clone, Debug)]
#[must_use]
pub struct Definition {
    pub(crate) id: Text,
    pub(crate) name: Text,
    pub(crate) kind: ProviderType,
    pub(crate) issuer: Option<Text>,
    /// `None`: the location that OpenID Connect Discovery defines.
    pub(crate) discovery_url: Option<Text>,
    pub(crate) authorization_url: Option<Text>,
    pub(crate) token_url: Option<Text>,
    pub(crate) userinfo: Option<UserInfo>,
    pub(crate) profile: ProfileSource,
    /// `None`: the default, `openid profile email`.
    pub(crate) scope: Option<Text>,
    pub(crate) authorization_params: Vec<(Text, Text)>,
    /// The parameters that the query of a sign-in may set, in addition to the default ones.
    pub(crate) query_params: Vec<Text>,
    pub(crate) token_params: Vec<(Text, Text)>,
    pub(crate) token_query: Vec<(Text, Text)>,
    pub(crate) options: BTreeMap<Text, Text>,
    /// The URLs to whose origins hooks may send the access token, in addition to the provider's endpoints.
    pub(crate) lookup_urls: Vec<Text>,
    pub(crate) pkce: bool,
    pub(crate) nonce: bool,
    pub(crate) form_post: bool,
    pub(crate) tenant_issuer: bool,
    /// `true` if an access token without a type is a bearer token.
    pub(crate) bearer_by_default: bool,
    pub(crate) client_auth: ClientAuthMethod,
    pub(crate) id_token_algorithm: Option<IdTokenAlgorithm>,
    pub(crate) brand_color: Option<Color>,
    pub(crate) logo: Option<ImageUrl>,
}

/// The source of a user's profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProfileSource {
    /// The claims of the ID token, completed from the userinfo endpoint.
    IdToken,
    /// The claims of the ID token, and nothing else.
    IdTokenOnly,
    /// The userinfo endpoint.
    UserInfo,
}

impl Definition {
    fn new(id: Text, name: Text, kind: ProviderType, profile: ProfileSource) -> Self {
        Self {
            id,
            name,
            kind,
            issuer: None,
            discovery_url: None,
            authorization_url: None,
            token_url: None,
            userinfo: None,
            profile,
            scope: None,
            authorization_params: Vec::new(),
            query_params: Vec::new(),
            token_params: Vec::new(),
            token_query: Vec::new(),
            options: BTreeMap::new(),
            lookup_urls: Vec::new(),
            pkce: true,
            nonce: kind == ProviderType::Oidc,
            form_post: false,
            tenant_issuer: false,
            bearer_by_default: false,
            client_auth: ClientAuthMethod::Basic,
            id_token_algorithm: None,
            brand_color: None,
            logo: None,
        }
    }

    /// Defines a provider of OAuth 2.0. Its endpoints have to be set, and its userinfo endpoint returns the
    /// profile.
    pub fn oauth(id: impl IntoText<Text>, name: impl IntoText<Text>) -> Self {
        Self::new(id.into_text(), name.into_text(), ProviderType::OAuth, ProfileSource::UserInfo)
    }

    /// Defines a provider of OpenID Connect. Its endpoints are discovered at the issuer, and the claims of
    /// the ID token are the profile. Claims of requested scopes that it lacks come from the userinfo endpoint. PKCE and a
    /// `nonce` protect each sign-in.
    pub fn oidc(id: impl IntoText<Text>, name: impl IntoText<Text>) -> Self {
        Self::new(id.into_text(), name.into_text(), ProviderType::Oidc, ProfileSource::IdToken)
    }

    /// Sets the issuer. Without one, the application has to set it (`AUTH_{ID}_ISSUER`) if `{issuer}` or
    /// discovery needs it.
    pub fn issuer(mut self, issuer: impl IntoText<Text>) -> Self {
        self.issuer = Some(issuer.into_text());
        self
    }

    /// Sets the URL of the issuer's metadata, for providers that do not publish it at
    /// `{issuer}/.well-known/openid-configuration`. The metadata still has to name the issuer.
    pub fn discovery(mut self, url: impl IntoText<Text>) -> Self {
        self.discovery_url = Some(url.into_text());
        self
    }

    /// Sets the authorization endpoint, which may already have a query.
    pub fn authorization(mut self, url: impl IntoText<Text>) -> Self {
        self.authorization_url = Some(url.into_text());
        self
    }

    /// Adds a parameter to the authorization request. It replaces an earlier one of the same name, and comes
    /// after `response_type` and `client_id`, which it can replace too. The query of a sign-in cannot replace
    /// it, unless [`query_param`](Self::query_param) allows that.
    ///
    /// Parameters that bind the response to the browser belong to the flow: `redirect_uri`, `response_mode`,
    /// `state`, `nonce`, `code_challenge`, `code_challenge_method`, `dpop_jkt`, the request objects of RFC 9101
    /// (`request`, `request_uri`), and the credentials of the client. The builder reports them as an error.
    pub fn authorization_param(mut self, name: impl IntoText<Text>, value: impl IntoText<Text>) -> Self {
        put(&mut self.authorization_params, name.into_text(), value.into_text());
        self
    }

    /// Lets the query of a sign-in (`POST /signin/{id}?name=…`) set a parameter of the authorization request, even
    /// if the provider's configuration sets it.
    ///
    /// By default, a query may set `acr_values`, `claims_locales`, `display`, `login_hint`, `max_age`, `prompt` and
    /// `ui_locales` (OpenID Connect Core section 3.1.2.1), and `domain_hint` and `screen_hint`, unless the
    /// configuration sets them. Other parameters are left out. Parameters that belong to the flow cannot be
    /// allowed.
    pub fn query_param(mut self, name: impl IntoText<Text>) -> Self {
        self.query_params.push(name.into_text());
        self
    }

    /// Sets the token endpoint.
    pub fn token(mut self, url: impl IntoText<Text>) -> Self {
        self.token_url = Some(url.into_text());
        self
    }

    /// Adds a parameter to the body of the token request, where it can replace a standard one. In addition to
    /// the usual placeholders, there are `{client_secret}` and `{code}`.
    pub fn token_param(mut self, name: impl IntoText<Text>, value: impl IntoText<Text>) -> Self {
        put(&mut self.token_params, name.into_text(), value.into_text());
        self
    }

    /// Adds a parameter to the query of the token endpoint, with the placeholders of
    /// [`token_param`](Self::token_param).
    pub fn token_query(mut self, name: impl IntoText<Text>, value: impl IntoText<Text>) -> Self {
        put(&mut self.token_query, name.into_text(), value.into_text());
        self
    }

    /// Sets the userinfo endpoint: a URL, or a [`UserInfo`] for an unusual request.
    pub fn userinfo(mut self, userinfo: impl Into<UserInfo>) -> Self {
        self.userinfo = Some(userinfo.into());
        self
    }

    /// Takes the profile from the userinfo endpoint even though there is an ID token (Auth.js:
    /// `idToken: false`). Both must have the same subject.
    pub fn profile_from_userinfo(mut self) -> Self {
        self.profile = ProfileSource::UserInfo;
        self
    }

    /// Takes the profile from the ID token alone. By default, the userinfo endpoint is asked for the claims of a requested
    /// scope (`profile`, `email`, `address`, `phone`) if the ID token has none of them.
    ///
    /// ```
    /// # use auth::provider::oauth::{Definition, Oidc};
    /// let acme = <Oidc>::new("acme", "Acme", "https://id.acme.test", "my-client", "s3cret")
    ///     .definition(Definition::profile_from_id_token);
    /// ```
    pub fn profile_from_id_token(mut self) -> Self {
        self.profile = ProfileSource::IdTokenOnly;
        self
    }

    /// Sets the scopes to request, separated by spaces. The default is `openid profile email`. An empty
    /// string requests no scope.
    pub fn scope(mut self, scope: impl IntoText<Text>) -> Self {
        self.scope = Some(scope.into_text());
        self
    }

    /// Declares a value that the application can set by `.option(name, …)`, with its default. An option
    /// without a default is not declared: if the application does not set it, the placeholder is a
    /// configuration error.
    pub fn option(mut self, name: impl IntoText<Text>, default: impl IntoText<Text>) -> Self {
        self.options.insert(name.into_text(), default.into_text());
        self
    }

    /// Lets the hooks of the provider send the access token to the origin of this URL. By default, they may send it
    /// to the origins of the provider's own endpoints; see [`Lookup::get`](super::Lookup::get).
    pub fn lookup_url(mut self, url: impl IntoText<Text>) -> Self {
        self.lookup_urls.push(url.into_text());
        self
    }

    /// Disables PKCE, for providers that fail with it. `state` is always used.
    pub fn without_pkce(mut self) -> Self {
        self.pkce = false;
        self
    }

    /// Sends no `nonce`, for OpenID providers that leave it out of their ID tokens, although the specification
    /// requires it there, or that replace it with one of their own, for example with that of a social provider behind
    /// them. A nonce in an ID token is then not looked at. PKCE should stay in use.
    ///
    /// Try without this method first. A user pool of Amazon Cognito, for example, puts a nonce of its own into ID tokens
    /// only if the request has none.
    ///
    /// ```
    /// # use auth::provider::oauth::{Definition, Oidc};
    /// let acme = <Oidc>::new("acme", "Acme", "https://id.acme.test", "my-client", "s3cret")
    ///     .definition(Definition::without_nonce);
    /// ```
    pub fn without_nonce(mut self) -> Self {
        self.nonce = false;
        self
    }

    /// Takes an access token without a type for a bearer token, for providers whose token endpoint omits `token_type`.
    /// OAuth 2.0 requires it (RFC 6749 section 5.1), so by default such a response is an error.
    ///
    /// ```
    /// # use auth::provider::oauth::Definition;
    /// let definition = Definition::oauth("acme", "Acme")
    ///     .authorization("https://acme.test/authorize")
    ///     .token("https://acme.test/token")
    ///     .userinfo("https://acme.test/me")
    ///     .bearer_by_default();
    /// ```
    pub fn bearer_by_default(mut self) -> Self {
        self.bearer_by_default = true;
        self
    }

    /// Requests a response by a POST from the provider's site (`response_mode=form_post`).
    pub fn form_post(mut self) -> Self {
        self.form_post = true;
        self
    }

    /// Accepts metadata with `{tenantid}` in place of the tenant in the issuer's path (Microsoft Entra).
    pub fn tenant_issuer(mut self) -> Self {
        self.tenant_issuer = true;
        self
    }

    /// Sets the method by which the client authenticates at the token endpoint. The default is
    /// `client_secret_basic`.
    pub fn client_auth(mut self, method: ClientAuthMethod) -> Self {
        self.client_auth = method;
        self
    }

    /// Sets the only algorithm that is accepted for ID tokens. By default, any algorithm is accepted that the
    /// metadata names and a public key verifies.
    pub fn id_token_algorithm(mut self, algorithm: IdTokenAlgorithm) -> Self {
        self.id_token_algorithm = Some(algorithm);
        self
    }

    /// Returns `true` if the application has to set the issuer.
    pub(crate) fn needs_issuer(&self) -> bool {
        let endpoints = [
            self.authorization_url.as_deref(),
            self.token_url.as_deref(),
            self.userinfo.as_ref().map(|userinfo| &*userinfo.url),
        ];
        let templated = endpoints.iter().flatten().any(|url| url.contains("{issuer}"));
        self.issuer.is_none() && (self.kind == ProviderType::Oidc || templated)
    }

    /// Sets the colour of the button on the sign-in page.
    pub fn brand_color(mut self, color: Color) -> Self {
        self.brand_color = Some(color);
        self
    }

    /// Sets the picture on the button.
    pub fn logo(mut self, logo: ImageUrl) -> Self {
        self.logo = Some(logo);
        self
    }
}
