//! `#[auth::provider(…)]`: a custom provider, and the function that converts its profiles into users.

use serde::de::DeserializeOwned;
pub use serde_json::Value;

use super::{Lookup, TokenAnswer};
pub use crate::contract::callback::profile::RawProfile;
use crate::{
    contract::{
        BoxError, ProfileUser, TokenSet, User,
        callback::{
            arguments::{RequestFacts, argument_trait, arguments},
            state::AppState,
        },
    },
    json,
};

/// A function that converts a provider's profiles into users (Auth.js: `profile` of a provider).
///
/// Every provider of the catalogue implements it for every application.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a provider for this application",
    label = "not a provider",
    note = "use one of `auth::provider`, or put `#[auth::provider(…)]` on the function that creates a user from \
        a profile, and register it by its name: `.provider(my_function::from_env()?)`; every `State<…>` that it takes must be \
        part of the state"
)]
pub trait ProviderCallback<S: AppState>: Send + Sync + 'static {
    /// The return type of the function.
    type Outcome: ProviderOutcome;

    /// Reads the profile as the type of this provider's profiles, and runs the function.
    ///
    /// The type of the profiles is not a part of this trait: a public function with a private profile would be an error.
    ///
    /// # Errors
    /// Fails if the profile does not fit its type.
    fn call(
        call: ProviderCall<'_, S>,
        profile: &Value,
    ) -> impl Future<Output = Result<Self::Outcome, UnreadProfile>> + Send;

    /// Returns the profile in the form that other callbacks read. By default, none of them can read it.
    fn raw(profile: &Value) -> RawProfile<'_> {
        RawProfile::of::<AnyProfile>(profile, |_| None)
    }

    /// Corrects a response of the token endpoint that deviates from the standard. By default, it is
    /// unchanged.
    fn conform(answer: &mut TokenAnswer) {
        let _ = answer;
    }

    /// Completes the raw profile. By default, it stays as it is.
    ///
    /// # Errors
    /// Fails if the profile is useless without the missing data.
    fn complete(profile: Value, lookup: Lookup<'_>) -> impl Future<Output = Result<Value, BoxError>> + Send {
        let _ = lookup;
        std::future::ready(Ok(profile))
    }
}

/// The reason for which a profile does not fit its type.
#[derive(Debug)]
pub struct UnreadProfile(BoxError);

impl From<BoxError> for UnreadProfile {
    fn from(cause: BoxError) -> Self {
        Self(cause)
    }
}

impl From<UnreadProfile> for BoxError {
    fn from(unread: UnreadProfile) -> Self {
        unread.0
    }
}

/// The input of a provider's function, next to the profile.
pub struct ProviderCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The request with which the browser returned from the provider.
    pub facts: RequestFacts<'c>,
    /// The tokens from the token endpoint.
    pub tokens: &'c TokenSet,
}

argument_trait! {
    /// A type that the function of a provider can take as an argument, next to the profile.
    #[diagnostic::on_unimplemented(
        message = "the function of a provider cannot take `{Self}`",
        label = "not available in this callback",
        note = "it can take the profile by value (your own struct that implements `Deserialize`), `&TokenSet`, \
            `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` and `Option<ClientIp>`"
    )]
    pub trait ProviderArgument<'c, S>: ProviderCall<'c, S>;
}

arguments! {
    ProviderArgument<'c, S>: ProviderCall<'c, S>;
    &'c TokenSet => |call| call.tokens;
}

/// A type that the profiles of a provider can have: any owned type that serde can deserialize.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a provider's profile",
    label = "not a profile",
    note = "put `#[derive(serde::Deserialize)]` on `{Self}`; it must own its data"
)]
pub trait ProviderProfile: Sized + Send + Sync + 'static {
    /// Reads a profile as this type. A member that the type does not need, and that does not fit it, counts as absent.
    ///
    /// # Errors
    /// Fails if the profile lacks a member that the type needs. The error names the member.
    fn read(profile: &Value) -> Result<Self, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<P: DeserializeOwned + Send + Sync + 'static> ProviderProfile for P {
    fn read(profile: &Value) -> Result<P, BoxError> {
        json::profile(profile).map_err(|error| format!("the profile does not fit its type: {error}").into())
    }
}

/// The profile type of a function that does not take a profile.
type AnyProfile = serde::de::IgnoredAny;

/// A type that the function of a provider can return.
///
/// A [`User`] has its ID at the provider, and does not state whether its e-mail address is verified. To state
/// that the provider has verified the address, return a [`ProfileUser`].
#[diagnostic::on_unimplemented(
    message = "the function of a provider cannot return `{Self}`",
    label = "not a user",
    note = "return `User` (with the ID from the provider), `ProfileUser`, or an `Option` or `Result` of \
        either"
)]
pub trait ProviderOutcome: Send {
    /// `true`, for every type that can be returned.
    const IS_SUPPORTED: bool = true;

    /// Returns the user, or `None` if the application has no user for the profile.
    ///
    /// # Errors
    /// Returns the error of the application.
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

/// A provider that the attribute declares.
pub trait DescribedProvider: Send + Sync + 'static {
    /// The options of the attribute.
    const DESCRIPTION: Description;
}

/// The options of `#[auth::provider(…)]`, which the attribute has checked.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// The ID, which appears in URLs.
    pub id: &'static str,
    /// The display name.
    pub name: &'static str,
    /// The protocol, with its endpoints.
    pub protocol: Protocol,
    /// The scopes to request; `None` for the default of the protocol.
    pub scopes: Option<&'static str>,
    /// The colour of the button: red, green, blue.
    pub brand_color: Option<[u8; 3]>,
    /// The method by which the client authenticates.
    pub client_auth: ClientAuth,
    /// `true` if PKCE is used.
    pub pkce: bool,
    /// `true` if a nonce binds the ID token to the browser.
    pub nonce: bool,
    /// `true` if the provider responds by a POST.
    pub form_post: bool,
}

/// The protocol of a provider, with its endpoints.
#[derive(Clone, Copy, Debug)]
pub enum Protocol {
    /// OpenID Connect.
    Oidc {
        /// The issuer, at which the endpoints are discovered.
        issuer: &'static str,
        /// `true` if the profile comes from the userinfo endpoint instead of the ID token.
        userinfo: bool,
    },
    /// OAuth 2.0.
    OAuth2 {
        /// The authorization endpoint.
        authorization: &'static str,
        /// The token endpoint.
        token: &'static str,
        /// The endpoint that returns the profile.
        userinfo: &'static str,
    },
}

/// The method by which a client with a secret authenticates at the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAuth {
    /// `client_secret_basic`
    Basic,
    /// `client_secret_post`
    Post,
    /// `client_secret_jwt`
    SecretJwt,
}
