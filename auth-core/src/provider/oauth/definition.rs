//! What a vendor is, as data: endpoints, scopes, checks, quirks. One entry of the catalogue is one
//! [`Definition`].

use std::{borrow::Cow, collections::BTreeMap};

use super::{client_auth::ClientAuthMethod, id_token::IdTokenAlgorithm, userinfo::UserInfo};
use crate::{
    config::{Color, ImageUrl},
    contract::ProviderType,
};

/// A text of the catalogue, or of an application.
pub(crate) type Text = Cow<'static, str>;

/// What is known of a vendor. Made by [`oauth`](Self::oauth) or [`oidc`](Self::oidc), completed by the
/// methods.
///
/// URLs and the values of parameters and headers may hold placeholders in braces: `{issuer}`, `{client_id}`,
/// and the name of each [`option`](Self::option). What an application configures comes on top of the
/// definition.
#[derive(Clone, Debug)]
#[must_use]
pub struct Definition {
    pub(crate) id: Text,
    pub(crate) name: Text,
    pub(crate) kind: ProviderType,
    pub(crate) issuer: Option<Text>,
    /// `None`: where OpenID Connect Discovery says.
    pub(crate) discovery_url: Option<Text>,
    pub(crate) authorization_url: Option<Text>,
    pub(crate) token_url: Option<Text>,
    pub(crate) userinfo: Option<UserInfo>,
    pub(crate) profile: ProfileSource,
    /// `None`: the default, `openid profile email`.
    pub(crate) scope: Option<Text>,
    pub(crate) authorization_params: Vec<(Text, Text)>,
    pub(crate) token_params: Vec<(Text, Text)>,
    pub(crate) token_query: Vec<(Text, Text)>,
    pub(crate) options: BTreeMap<Text, Text>,
    pub(crate) pkce: bool,
    pub(crate) nonce: bool,
    pub(crate) form_post: bool,
    pub(crate) tenant_issuer: bool,
    pub(crate) client_auth: ClientAuthMethod,
    pub(crate) id_token_algorithm: Option<IdTokenAlgorithm>,
    pub(crate) brand_color: Option<Color>,
    pub(crate) logo: Option<ImageUrl>,
}

/// Where the profile of a user is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProfileSource {
    /// The claims of the ID token.
    IdToken,
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
            token_params: Vec::new(),
            token_query: Vec::new(),
            options: BTreeMap::new(),
            pkce: true,
            nonce: false,
            form_post: false,
            tenant_issuer: false,
            client_auth: ClientAuthMethod::Basic,
            id_token_algorithm: None,
            brand_color: None,
            logo: None,
        }
    }

    /// A vendor of OAuth 2.0: its endpoints are to be given, the profile is what its userinfo endpoint
    /// answers.
    pub fn oauth(id: impl Into<Text>, name: impl Into<Text>) -> Self {
        Self::new(id.into(), name.into(), ProviderType::OAuth, ProfileSource::UserInfo)
    }

    /// A vendor of OpenID Connect: its endpoints are discovered at the issuer, the profile is the claims of
    /// the ID token.
    pub fn oidc(id: impl Into<Text>, name: impl Into<Text>) -> Self {
        Self::new(id.into(), name.into(), ProviderType::Oidc, ProfileSource::IdToken)
    }

    /// The issuer. Without one the application has to name it (`AUTH_{ID}_ISSUER`), where `{issuer}` or
    /// discovery needs it.
    pub fn issuer(mut self, issuer: impl Into<Text>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// Where the issuer's metadata are, for vendors that do not keep them at
    /// `{issuer}/.well-known/openid-configuration`. They have to name the issuer all the same.
    pub fn discovery(mut self, url: impl Into<Text>) -> Self {
        self.discovery_url = Some(url.into());
        self
    }

    /// The authorization endpoint; it may have a query of its own.
    pub fn authorization(mut self, url: impl Into<Text>) -> Self {
        self.authorization_url = Some(url.into());
        self
    }

    /// A further parameter of the authorization request. It replaces an earlier one of the same name, and
    /// comes after `response_type`, `client_id` and `redirect_uri`, which it can replace too.
    pub fn authorization_param(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        put(&mut self.authorization_params, name.into(), value.into());
        self
    }

    /// The token endpoint.
    pub fn token(mut self, url: impl Into<Text>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// A further parameter in the body of the token request, where it can replace one of the standard. Beside
    /// the usual placeholders there are `{client_secret}` and `{code}`.
    pub fn token_param(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        put(&mut self.token_params, name.into(), value.into());
        self
    }

    /// A parameter in the query of the token endpoint, with the placeholders of
    /// [`token_param`](Self::token_param).
    pub fn token_query(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        put(&mut self.token_query, name.into(), value.into());
        self
    }

    /// The userinfo endpoint: a URL, or a [`UserInfo`] where the request is out of the ordinary.
    pub fn userinfo(mut self, userinfo: impl Into<UserInfo>) -> Self {
        self.userinfo = Some(userinfo.into());
        self
    }

    /// Takes the profile from the userinfo endpoint although there is an ID token (Auth.js: `idToken:
    /// false`). The two must agree on the subject.
    pub fn profile_from_userinfo(mut self) -> Self {
        self.profile = ProfileSource::UserInfo;
        self
    }

    /// The scopes to ask for, separated by spaces; `openid profile email` by default. An empty text asks for
    /// none.
    pub fn scope(mut self, scope: impl Into<Text>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// A value that the application can set by `.option(name, …)`, with its default. An option without a
    /// default is not declared: a placeholder that stays open is an error of the application's configuration.
    pub fn option(mut self, name: impl Into<Text>, default: impl Into<Text>) -> Self {
        self.options.insert(name.into(), default.into());
        self
    }

    /// Leaves PKCE out, for vendors that choke on it. `state` is always there.
    pub fn without_pkce(mut self) -> Self {
        self.pkce = false;
        self
    }

    /// Binds the ID token to the browser by a `nonce`.
    pub fn with_nonce(mut self) -> Self {
        self.nonce = true;
        self
    }

    /// The vendor answers by a POST from its own site (`response_mode=form_post`).
    pub fn form_post(mut self) -> Self {
        self.form_post = true;
        self.authorization_param("response_mode", "form_post")
    }

    /// The issuer has the tenant in its path, and its metadata a `{tenantid}` in that place (Microsoft
    /// Entra).
    pub fn tenant_issuer(mut self) -> Self {
        self.tenant_issuer = true;
        self
    }

    /// How the client says who it is at the token endpoint; `client_secret_basic` by default.
    pub fn client_auth(mut self, method: ClientAuthMethod) -> Self {
        self.client_auth = method;
        self
    }

    /// The one algorithm of ID tokens. By default it is one that the metadata names and a public key
    /// verifies.
    pub fn id_token_algorithm(mut self, algorithm: IdTokenAlgorithm) -> Self {
        self.id_token_algorithm = Some(algorithm);
        self
    }

    /// Whether nothing works without an issuer that the application has to name.
    pub(crate) fn needs_issuer(&self) -> bool {
        let endpoints = [
            self.authorization_url.as_deref(),
            self.token_url.as_deref(),
            self.userinfo.as_ref().map(|userinfo| &*userinfo.url),
        ];
        let templated = endpoints.iter().flatten().any(|url| url.contains("{issuer}"));
        self.issuer.is_none() && (self.kind == ProviderType::Oidc || templated)
    }

    /// The colour of the button on the sign-in page.
    pub fn brand_color(mut self, color: Color) -> Self {
        self.brand_color = Some(color);
        self
    }

    /// The picture on the button.
    pub fn logo(mut self, logo: ImageUrl) -> Self {
        self.logo = Some(logo);
        self
    }
}

/// Sets a parameter, in the place of an earlier one of the same name.
pub(super) fn put(params: &mut Vec<(Text, Text)>, name: Text, value: Text) {
    match params.iter_mut().find(|(earlier, _)| *earlier == name) {
        Some((_, earlier)) => *earlier = value,
        None => params.push((name, value)),
    }
}
