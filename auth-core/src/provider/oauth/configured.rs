//! A provider as an application configures it: with a client ID, a credential, and options.

use std::marker::PhantomData;

use super::{
    callback::ProviderCallback,
    client_auth::ClientAuthMethod,
    credential::{Credential, PrivateKey},
    definition::Definition,
    env::{MissingVariable, Variables},
    text::{Text, put},
    vendor::Vendor,
};
use crate::{
    config::TextList,
    contract::{IntoText, ProviderId, Secret, callback::state::AppState},
};

/// A configured provider, for `auth::Auth::builder().provider(…)`.
///
/// ```
/// # use auth::provider::oauth::{Oidc, OAuthProvider};
/// let acme: OAuthProvider<Oidc> = Oidc::new("acme", "Acme", "https://id.acme.test", "my-client", "s3cret")
///     .scope("openid email groups")
///     .authorization_param("prompt", "select_account");
/// ```
#[must_use = "pass it to the builder: `.provider(…)`"]
pub struct OAuthProvider<V> {
    pub(crate) config: Config,
    provider: PhantomData<fn() -> V>,
}

/// The configuration of a provider, without the type of the provider.
pub(crate) struct Config {
    pub(crate) definition: Definition,
    pub(crate) client_id: String,
    pub(crate) credential: Credential,
    /// The tenants that may sign in; if empty, all of them.
    pub(crate) tenants: Vec<String>,
    pub(crate) link_by_email: bool,
    pub(crate) trust_mfa: bool,
    pub(crate) redirect_proxy_url: Option<String>,
    pub(crate) sign_out_at_provider: bool,
    pub(crate) back_channel_logout: bool,
}

impl<V: Vendor> OAuthProvider<V> {
    /// Creates the provider with a client ID and a client secret.
    pub fn new(client_id: impl IntoText<String>, client_secret: impl IntoText<Secret>) -> Self {
        let secret = Credential::Secret(client_secret.into_text());
        Self::with(V::definition(), client_id.into_text(), secret)
    }

    /// Creates the provider with the client ID and the client secret from the environment: `AUTH_{ID}_ID` and
    /// `AUTH_{ID}_SECRET`. `AUTH_{ID}_ISSUER` sets the issuer, and is required if the provider needs one and
    /// has no fixed one. `{ID}` is the provider's ID in capitals, with `_` in place of `-`.
    ///
    /// # Errors
    /// Returns the name of a variable that is not set.
    pub fn from_env() -> Result<Self, MissingVariable> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// Works like [`from_env`](Self::from_env), but reads the variables with a function.
    ///
    /// # Errors
    /// Returns the name of a variable that is missing.
    pub fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<Self, MissingVariable> {
        Self::read(V::definition(), read)
    }

    /// Creates the provider with a public client, which has no secret. PKCE protects it.
    pub fn public(client_id: impl IntoText<String>) -> Self {
        Self::with(V::definition(), client_id.into_text(), Credential::None)
    }

    /// Creates the provider with a client that authenticates by a private key (`private_key_jwt`).
    pub fn with_private_key(client_id: impl IntoText<String>, key: PrivateKey) -> Self {
        Self::with(V::definition(), client_id.into_text(), Credential::PrivateKey(key))
    }
}

impl<V> OAuthProvider<V> {
    /// Creates a provider from its definition, with the client ID and the client secret from variables.
    pub(super) fn read(
        mut definition: Definition,
        read: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, MissingVariable> {
        let id = definition.id.clone();
        let variables = Variables::new(&id, &read);
        let (client_id, secret) = (variables.client_id()?, variables.client_secret()?);
        match variables.issuer() {
            Some(issuer) => definition.issuer = Some(issuer.into()),
            None if definition.needs_issuer() => return Err(variables.missing_issuer()),
            None => {}
        }
        Ok(Self::with(definition, client_id, Credential::Secret(secret)))
    }

    pub(crate) fn with(definition: Definition, client_id: String, credential: Credential) -> Self {
        let config = Config {
            definition,
            client_id,
            credential,
            tenants: Vec::new(),
            link_by_email: false,
            trust_mfa: false,
            redirect_proxy_url: None,
            sign_out_at_provider: false,
            back_channel_logout: false,
        };
        Self { config, provider: PhantomData }
    }

    fn define(mut self, change: impl FnOnce(Definition) -> Definition) -> Self {
        self.config.definition = change(self.config.definition);
        self
    }

    /// Sets another ID, for example to use a provider twice. The ID is part of the callback URL, which is
    /// registered with the provider.
    pub fn id(mut self, id: impl IntoText<ProviderId>) -> Self {
        self.config.definition.id = id.into_text().into_string().into();
        self
    }

    /// Sets another name for the button.
    pub fn name(mut self, name: impl IntoText<Text>) -> Self {
        self.config.definition.name = name.into_text();
        self
    }

    /// Sets the issuer: the base URL of the application's own account or installation at the provider.
    pub fn issuer(self, issuer: impl IntoText<Text>) -> Self {
        self.define(|definition| definition.issuer(issuer))
    }

    /// Sets the scopes to request, separated by spaces, in place of the provider's default.
    pub fn scope(self, scope: impl IntoText<Text>) -> Self {
        self.define(|definition| definition.scope(scope))
    }

    /// Sets a parameter of the authorization request: `prompt`, `access_type`, `hd`.
    pub fn authorization_param(self, name: impl IntoText<Text>, value: impl IntoText<Text>) -> Self {
        self.define(|definition| definition.authorization_param(name, value))
    }

    /// Lets the query of a sign-in set a parameter of the authorization request; see
    /// [`Definition::query_param`].
    ///
    /// ```
    /// # use auth::provider::oauth::Oidc;
    /// let acme = <Oidc>::new("acme", "Acme", "https://id.acme.test", "my-client", "s3cret")
    ///     .query_param("organization");
    /// ```
    pub fn query_param(self, name: impl IntoText<Text>) -> Self {
        self.define(|definition| definition.query_param(name))
    }

    /// Sets a value that the provider's definition leaves open.
    pub fn option(mut self, name: impl IntoText<Text>, value: impl IntoText<Text>) -> Self {
        self.config.definition.options.insert(name.into_text(), value.into_text());
        self
    }

    /// Sets the method by which the client authenticates at the token endpoint.
    pub fn client_auth(self, method: ClientAuthMethod) -> Self {
        self.define(|definition| definition.client_auth(method))
    }

    /// Changes anything else in the definition: endpoints, checks, algorithms.
    pub fn definition(self, change: impl FnOnce(Definition) -> Definition) -> Self {
        self.define(change)
    }

    /// Links a sign-in to the user with the same e-mail address if the provider states that it has verified
    /// the address.
    ///
    /// Anyone who can make the provider state this gains access to that user's account. Enable it only for
    /// providers that verify e-mail addresses as well as you would.
    pub fn allow_dangerous_email_account_linking(mut self) -> Self {
        self.config.link_by_email = true;
        self
    }

    /// Counts several factors that the provider reports (`mfa` in the claim `amr` of its ID token, RFC 8176) as several
    /// factors here: `Proven<…, Mfa>` accepts the sign-in.
    ///
    /// Enable it only for providers whose second factors are as strong as you require. By default, a sign-in by a
    /// provider proves [`Federated`](crate::contract::assurance::Federated) alone.
    ///
    /// ```
    /// # use auth::provider::oauth::Oidc;
    /// let acme = <Oidc>::new("acme", "Acme", "https://id.acme.test", "my-client", "s3cret")
    ///     .trust_provider_mfa();
    /// ```
    pub fn trust_provider_mfa(mut self) -> Self {
        self.config.trust_mfa = true;
        self
    }

    /// Sets the server to which the provider sends browsers instead of this one: a server with the same
    /// secret and a stable URL, which forwards browsers to the servers on its allow-list. The URL is that of
    /// its actions, for example `https://app.example.com/auth`.
    pub fn redirect_proxy_url(mut self, url: impl IntoText<String>) -> Self {
        self.config.redirect_proxy_url = Some(url.into_text());
        self
    }

    /// Signs out at the provider too. After `POST /signout`, the browser continues to the provider's
    /// `end_session_endpoint` (OpenID Connect RP-Initiated Logout 1.0), and from there to the callback URL.
    ///
    /// Register `{origin}{base path}/signout/{id}` as the post-logout redirect URI, for example
    /// `https://app.example.com/auth/signout/acme`. A sealed cookie next to the session stores the provider
    /// and its ID token. If the provider's `end_session_endpoint` cannot be determined, only the session of
    /// the application ends.
    ///
    /// ```
    /// # use auth::provider::oauth::Oidc;
    /// let acme = <Oidc>::new("acme", "Acme", "https://id.acme.test", "my-client", "s3cret")
    ///     .sign_out_at_provider();
    /// ```
    pub fn sign_out_at_provider(mut self) -> Self {
        self.config.sign_out_at_provider = true;
        self
    }

    /// Lets the provider sign its users out here (OpenID Connect Back-Channel Logout 1.0): a signed request to
    /// `POST {base path}/backchannel-logout/{id}` ends all sessions of the user with its `sub`, or those
    /// that began in the provider's session with its `sid`.
    ///
    /// Register `{origin}{base path}/backchannel-logout/{id}` as the back-channel logout URI, for example
    /// `https://app.example.com/auth/backchannel-logout/acme`. The sessions have to be in a database
    /// (`.database_sessions(…)`), or their tokens revocable (`.revocable_tokens(…)`). A user's ID at the provider has to
    /// be the `sub` of the ID token, as it is for the OpenID providers of the catalogue; other users cannot sign in.
    ///
    /// If a request has both, it ends the session if the provider's metadata has `backchannel_logout_session_supported`,
    /// and otherwise all sessions of the user. A `sid` is known if a sign-in with it has taken place since this option is
    /// set. One that is not known ends all sessions of the user (`sub`); a request that has only such a `sid` fails, because
    /// nothing tells which sessions began in it.
    ///
    /// ```
    /// # use auth::provider::oauth::Oidc;
    /// let acme = <Oidc>::new("acme", "Acme", "https://id.acme.test", "my-client", "s3cret")
    ///     .back_channel_logout();
    /// ```
    pub fn back_channel_logout(mut self) -> Self {
        self.config.back_channel_logout = true;
        self
    }

    /// Sets the tenants that may sign in, by their IDs. By default, every tenant that the issuer accepts may
    /// sign in.
    pub fn pin_tenants(mut self, tenants: impl TextList) -> Self {
        self.config.tenants = tenants.into_texts();
        self
    }

    /// Sets a parameter of the token request. It replaces one of the same name.
    pub fn token_param(mut self, name: impl IntoText<Text>, value: impl IntoText<Text>) -> Self {
        put(&mut self.config.definition.token_params, name.into_text(), value.into_text());
        self
    }
}

/// A provider with the client that the application has registered there: the argument of the builder's
/// `.provider(…)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a configured provider",
    label = "not a configured provider",
    note = "create one from its client ID and secret: `.provider(acme::from_env()?)` or `.provider(acme::new(id, \
        secret))`; several providers are several calls; a form is registered by `.credentials::<login>()`, and others by `.email(…)`, \
        `.passkey(…)`, `.passwords(…)` and `.sms(…)`"
)]
pub trait ConfiguredProvider<S: AppState> {
    /// The provider.
    type Provider: ProviderCallback<S>;

    /// Returns the provider with its configuration.
    fn configured(self) -> OAuthProvider<Self::Provider>;
}

impl<S: AppState, P: ProviderCallback<S>> ConfiguredProvider<S> for OAuthProvider<P> {
    type Provider = P;

    fn configured(self) -> Self {
        self
    }
}
