//! `#[auth::provider(…)]`: a provider of the application's own, and who its profiles are.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Lookup, TokenAnswer};
use crate::contract::callback::arguments::{RequestFacts, argument_trait, arguments};
use crate::contract::callback::state::AppState;
use crate::contract::{BoxError, ProfileUser, TokenSet, User};

pub use super::{MissingVariable, OAuthProvider};

/// Makes the user of a profile (Auth.js: `profile` of a provider).
///
/// Every vendor of the catalogue is one for every application.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a provider for this application",
    label = "not a provider",
    note = "use one of `auth::provider`, or put `#[auth::provider(…)]` on the function that makes a user of a \
        profile, and wire it by its name: `.provider(my_function::from_env()?)`; what it takes as `State<…>` must be part of the state"
)]
pub trait ProviderCallback<S: AppState>: Send + Sync + 'static {
    /// What the provider says about a user, in its own terms.
    type Profile: ProviderProfile;

    /// What the function returns.
    type Outcome: ProviderOutcome;

    /// Runs the function.
    fn call(call: ProviderCall<'_, S>, profile: Self::Profile) -> impl Future<Output = Self::Outcome> + Send;

    /// Hook: straightens the answer of the token endpoint.
    fn conform(answer: &mut TokenAnswer) {
        let _ = answer;
    }

    /// Hook: completes the raw profile.
    ///
    /// # Errors
    /// When the profile is of no use without what could not be had.
    fn complete(profile: Value, lookup: Lookup<'_>) -> impl Future<Output = Result<Value, BoxError>> + Send {
        let _ = lookup;
        std::future::ready(Ok(profile))
    }
}

/// A provider with what the application has registered there: what the builder's `.provider(…)` takes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a configured provider",
    label = "not a configured provider",
    note = "make one by its client id and secret: `.provider(acme::from_env()?)` or `.provider(acme::new(id, \
        secret))`"
)]
pub trait ConfiguredProvider<S: AppState> {
    /// The provider.
    type Provider: ProviderCallback<S>;

    /// The provider with its configuration.
    fn configured(self) -> OAuthProvider<Self::Provider>;
}

impl<S: AppState, P: ProviderCallback<S>> ConfiguredProvider<S> for OAuthProvider<P> {
    type Provider = P;

    fn configured(self) -> Self {
        self
    }
}

/// What the function of a provider is called with, beside the profile.
pub struct ProviderCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The request with which the browser came back.
    pub facts: RequestFacts<'c>,
    /// What the token endpoint sent.
    pub tokens: &'c TokenSet,
}

argument_trait! {
    /// What the function of a provider may take beside the profile.
    #[diagnostic::on_unimplemented(
        message = "the function of a provider cannot take `{Self}`",
        label = "not there when a user is made of a profile",
        note = "it can take the profile by value (a struct of yours that is `Deserialize`), `&TokenSet`, \
            `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` and `Option<ClientIp>`"
    )]
    pub trait ProviderArgument<'c, S>: ProviderCall<'c, S>;
}

arguments! {
    ProviderArgument<'c, S>: ProviderCall<'c, S>;
    &'c TokenSet => |call| call.tokens;
}

/// A type that the profiles of a provider can have: every owned type that serde reads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from what a provider says of a user",
    label = "not a profile",
    note = "put `#[derive(serde::Deserialize)]` on `{Self}`; it must own what it holds"
)]
pub trait ProviderProfile: Sized + Send + Sync + 'static {
    /// The profile as this type.
    ///
    /// # Errors
    /// When it does not fit.
    fn read(profile: &Value) -> Result<Self, serde_json::Error>;
}

#[diagnostic::do_not_recommend]
impl<P: DeserializeOwned + Send + Sync + 'static> ProviderProfile for P {
    fn read(profile: &Value) -> Result<P, serde_json::Error> {
        P::deserialize(profile)
    }
}

/// The profile of a function that does not ask for one.
pub type AnyProfile = serde::de::IgnoredAny;

/// What the function of a provider may return.
///
/// Of a [`User`] the id is that at the provider, and nothing is known of the e-mail address: return a
/// [`ProfileUser`] to say that the provider has verified it.
#[diagnostic::on_unimplemented(
    message = "the function of a provider cannot return `{Self}`",
    label = "not a user",
    note = "return `User` (with the id that the provider gave), `ProfileUser`, or an `Option` or `Result` of \
        either"
)]
pub trait ProviderOutcome: Send {
    /// That it can be returned.
    const IS_SUPPORTED: bool = true;

    /// Who it is; `None` for nobody of this application.
    ///
    /// # Errors
    /// The error of the application.
    fn user(self) -> Result<Option<ProfileUser>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl ProviderOutcome for ProfileUser {
    fn user(self) -> Result<Option<ProfileUser>, BoxError> {
        Ok(Some(self))
    }
}

#[diagnostic::do_not_recommend]
impl ProviderOutcome for User {
    fn user(self) -> Result<Option<ProfileUser>, BoxError> {
        Ok(Some(ProfileUser::new(self.id).name(self.name).email(self.email).image(self.image)))
    }
}

#[diagnostic::do_not_recommend]
impl<O: ProviderOutcome> ProviderOutcome for Option<O> {
    fn user(self) -> Result<Option<ProfileUser>, BoxError> {
        self.map_or(Ok(None), O::user)
    }
}

#[diagnostic::do_not_recommend]
impl<O: ProviderOutcome, E: Into<BoxError> + Send> ProviderOutcome for Result<O, E> {
    fn user(self) -> Result<Option<ProfileUser>, BoxError> {
        self.map_err(Into::into)?.user()
    }
}

/// A provider under the attribute.
pub trait DescribedProvider: Send + Sync + 'static {
    /// What the attribute says of it.
    const DESCRIPTION: Description;
}

/// What `#[auth::provider(…)]` says of a provider. The attribute has checked it.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// The id, as it stands in URLs.
    pub id: &'static str,
    /// The name to show.
    pub name: &'static str,
    /// Where it is.
    pub protocol: Protocol,
    /// The scopes to ask for; `None` for the default of the protocol.
    pub scopes: Option<&'static str>,
    /// The colour of its button: red, green, blue.
    pub brand_color: Option<[u8; 3]>,
    /// How the client says who it is.
    pub client_auth: ClientAuth,
    /// Whether there is PKCE.
    pub pkce: bool,
    /// Whether the ID token is bound to the browser by a nonce.
    pub nonce: bool,
    /// Whether the provider answers by a POST.
    pub form_post: bool,
}

/// What a provider speaks, and where.
#[derive(Clone, Copy, Debug)]
pub enum Protocol {
    /// OpenID Connect.
    Oidc {
        /// The issuer, where the endpoints are discovered.
        issuer: &'static str,
        /// Whether the profile is what the userinfo endpoint answers, and not the ID token.
        userinfo: bool,
    },
    /// OAuth 2.0.
    OAuth2 {
        /// The authorization endpoint.
        authorization: &'static str,
        /// The token endpoint.
        token: &'static str,
        /// Where the profile is asked for.
        userinfo: &'static str,
    },
}

/// How a client with a secret says who it is at the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAuth {
    /// `client_secret_basic`
    Basic,
    /// `client_secret_post`
    Post,
    /// `client_secret_jwt`
    SecretJwt,
}
