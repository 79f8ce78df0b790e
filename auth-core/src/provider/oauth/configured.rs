//! A vendor as an application uses it: with its client id and credential, and with what it wants differently.

use std::marker::PhantomData;

use super::{
    client_auth::ClientAuthMethod,
    credential::{Credential, PrivateKey},
    definition::{Definition, Text, put},
    env::{MissingVariable, Variables},
    vendor::Vendor,
};
use crate::contract::{ProviderId, Secret};

/// A configured vendor; `auth::Auth::builder().provider(…)` takes it.
///
/// ```
/// # use auth::provider::oauth::{Oidc, OAuthProvider};
/// let acme: OAuthProvider<Oidc> = Oidc::new("acme", "Acme", "https://id.acme.test", "my-client", "s3cret")
///     .scope("openid email groups")
///     .authorization_param("prompt", "select_account");
/// ```
#[must_use = "give it to the builder: `.provider(…)`"]
pub struct OAuthProvider<V> {
    pub(crate) config: Config,
    vendor: PhantomData<fn() -> V>,
}

/// The configuration of a provider, whatever its vendor.
pub(crate) struct Config {
    pub(crate) definition: Definition,
    pub(crate) client_id: String,
    pub(crate) credential: Credential,
    /// The tenants that may sign in; all, if empty.
    pub(crate) tenants: Vec<String>,
    pub(crate) link_by_email: bool,
    pub(crate) redirect_proxy_url: Option<String>,
    pub(crate) sign_out_at_provider: bool,
}

impl<V: Vendor> OAuthProvider<V> {
    /// The vendor with a client id and a client secret.
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
        Self::with(V::definition(), client_id.into(), Credential::Secret(client_secret.into()))
    }

    /// The vendor with the client id and secret of the environment: `AUTH_{ID}_ID` and `AUTH_{ID}_SECRET`,
    /// and `AUTH_{ID}_ISSUER` where there is such a thing. `{ID}` is the vendor's id in capitals, with `_`
    /// for `-`.
    ///
    /// # Errors
    /// Names the variable that is not set.
    pub fn from_env() -> Result<Self, MissingVariable> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// The same with variables from elsewhere.
    ///
    /// # Errors
    /// Names the variable that is not there.
    pub fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<Self, MissingVariable> {
        Self::read(V::definition(), read)
    }

    /// A public client, which has no secret. PKCE protects it.
    pub fn public(client_id: impl Into<String>) -> Self {
        Self::with(V::definition(), client_id.into(), Credential::None)
    }

    /// A client that proves itself by a private key (`private_key_jwt`).
    pub fn with_private_key(client_id: impl Into<String>, key: PrivateKey) -> Self {
        Self::with(V::definition(), client_id.into(), Credential::PrivateKey(key))
    }
}

impl<V> OAuthProvider<V> {
    /// A definition with the client of the environment.
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
            redirect_proxy_url: None,
            sign_out_at_provider: false,
        };
        Self { config, vendor: PhantomData }
    }

    fn define(mut self, change: impl FnOnce(Definition) -> Definition) -> Self {
        self.config.definition = change(self.config.definition);
        self
    }

    /// Another id, as when a vendor is there twice. It stands in the callback URL, which the vendor knows.
    pub fn id(mut self, id: impl Into<ProviderId>) -> Self {
        self.config.definition.id = id.into().into_string().into();
        self
    }

    /// Another name on the button.
    pub fn name(mut self, name: impl Into<Text>) -> Self {
        self.config.definition.name = name.into();
        self
    }

    /// The issuer: the base URL of the application's own account or installation at the vendor.
    pub fn issuer(self, issuer: impl Into<Text>) -> Self {
        self.define(|definition| definition.issuer(issuer))
    }

    /// The scopes to ask for, separated by spaces, in the place of the vendor's.
    pub fn scope(self, scope: impl Into<Text>) -> Self {
        self.define(|definition| definition.scope(scope))
    }

    /// A further parameter of the authorization request: `prompt`, `access_type`, `hd`.
    pub fn authorization_param(self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.define(|definition| definition.authorization_param(name, value))
    }

    /// A value that the vendor's definition leaves open.
    pub fn option(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.config.definition.options.insert(name.into(), value.into());
        self
    }

    /// How the client says who it is at the token endpoint.
    pub fn client_auth(self, method: ClientAuthMethod) -> Self {
        self.define(|definition| definition.client_auth(method))
    }

    /// Anything else of the definition: endpoints, checks, algorithms.
    pub fn definition(self, change: impl FnOnce(Definition) -> Definition) -> Self {
        self.define(change)
    }

    /// Links a sign-in to the user who has the same e-mail address, if the provider says that it has verified
    /// the address.
    ///
    /// Whoever can make the provider say so gets into that user's account: switch it on for providers only
    /// that verify addresses as well as you would.
    pub fn allow_dangerous_email_account_linking(mut self) -> Self {
        self.config.link_by_email = true;
        self
    }

    /// Where the vendor sends browsers instead of to this server: a server of the same secret at a stable
    /// URL, which forwards to those of its allow-list. The URL is that of its actions:
    /// `https://app.example.com/auth`.
    pub fn redirect_proxy_url(mut self, url: impl Into<String>) -> Self {
        self.config.redirect_proxy_url = Some(url.into());
        self
    }

    /// Signs out at the provider too: after `POST /signout` the browser goes on to the provider's
    /// `end_session_endpoint` (OpenID Connect RP-Initiated Logout 1.0), and from there to the callback URL.
    ///
    /// The URL to register as post-logout redirect URI is `{origin}{base path}/signout/{id}`, for example
    /// `https://app.example.com/auth/signout/acme`. A sealed cookie beside the session remembers the provider
    /// and its ID token. When the provider cannot be asked where to sign out, the session ends here only.
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

    /// The tenants that may sign in, by their ids; otherwise those of every tenant that the issuer takes in.
    pub fn pin_tenants(mut self, tenants: impl IntoIterator<Item: Into<String>>) -> Self {
        self.config.tenants = tenants.into_iter().map(Into::into).collect();
        self
    }

    /// Overrides a parameter of the token request.
    pub fn token_param(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        put(&mut self.config.definition.token_params, name.into(), value.into());
        self
    }
}
