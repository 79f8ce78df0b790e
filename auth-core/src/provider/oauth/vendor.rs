//! The trait of an identity provider: its definition, its profile, and hooks for its peculiarities.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    callback::{ProviderCall, ProviderCallback, ProviderProfile, RawProfile, UnreadProfile},
    definition::Definition,
    lookup::Lookup,
    token_answer::TokenAnswer,
};
use crate::contract::{BoxError, ProfileUser, TokenSet, callback::state::AppState};

/// An identity provider: GitHub, Google, a company's own OpenID provider.
///
/// [`OAuthProvider`](super::OAuthProvider) adds the application's client ID and secret. For a provider
/// without hooks, [`Oidc`](super::Oidc) and [`OAuth2`](super::OAuth2) are shorter.
///
/// ```
/// use auth::{Result, provider::{TokenSet, oauth::{Definition, Vendor}, ProfileUser}};
///
/// struct Acme;
///
/// #[derive(serde::Deserialize)]
/// struct AcmeProfile { id: u64, login: String }
///
/// impl Vendor for Acme {
///     type Profile = AcmeProfile;
///
///     fn definition() -> Definition {
///         Definition::oauth("acme", "Acme")
///             .authorization("https://acme.test/authorize")
///             .token("https://acme.test/token")
///             .userinfo("https://acme.test/me")
///             .scope("read:user")
///     }
///
///     async fn user(profile: AcmeProfile, _: &TokenSet) -> Result<ProfileUser> {
///         Ok(ProfileUser::new(profile.id).name(profile.login))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a provider",
    label = "not an identity provider",
    note = "use a provider of the catalogue, or put `#[auth::provider(…)]` on a function that converts a \
        profile into a user"
)]
pub trait Vendor: Send + Sync + 'static {
    /// A user, as the provider's API or ID token describes it. A member that is an `Option` or has a serde default
    /// cannot end a sign-in: if it is null or does not fit, it is absent. Flags and numbers may be strings, and IDs
    /// numbers.
    type Profile: DeserializeOwned + Send + Sync + 'static;

    /// Returns the endpoints, scopes and peculiarities of the provider.
    fn definition() -> Definition;

    /// Converts a profile into a user.
    ///
    /// # Errors
    /// Fails if the profile is not that of a user. The sign-in then ends with `error=OAuthCallbackError`.
    fn user(
        profile: Self::Profile,
        tokens: &TokenSet,
    ) -> impl Future<Output = Result<ProfileUser, BoxError>> + Send;

    /// Corrects a response of the token endpoint that deviates from the standard (Auth.js: `token.conform`).
    /// By default, it stays as it is.
    fn conform(answer: &mut TokenAnswer) {
        let _ = answer;
    }

    /// Completes the raw profile with data from the callback, from the token endpoint, or from further
    /// requests. By default, it stays as it is.
    ///
    /// An error ends the sign-in. A further request that may fail should not be one: return the profile without its
    /// data, as the provider of the catalogue for GitHub does without the permission to read e-mail addresses.
    ///
    /// ```
    /// use auth::{Result, provider::oauth::Lookup};
    /// use serde_json::Value;
    ///
    /// async fn with_teams(mut profile: Value, lookup: Lookup<'_>) -> Result<Value> {
    ///     if let Ok(teams) = lookup.get_json("https://acme.test/me/teams").await {
    ///         profile["teams"] = teams;
    ///     }
    ///     Ok(profile)
    /// }
    /// ```
    ///
    /// # Errors
    /// Fails if the profile is useless without the missing data.
    fn complete(profile: Value, lookup: Lookup<'_>) -> impl Future<Output = Result<Value, BoxError>> + Send {
        let _ = lookup;
        std::future::ready(Ok(profile))
    }
}

/// A provider converts profiles in the same way in every application.
#[diagnostic::do_not_recommend]
impl<S: AppState, V: Vendor> ProviderCallback<S> for V {
    type Outcome = Result<ProfileUser, BoxError>;

    async fn call(call: ProviderCall<'_, S>, profile: &Value) -> Result<Self::Outcome, UnreadProfile> {
        let profile = V::Profile::read(profile)?;
        Ok(V::user(profile, call.tokens).await)
    }

    fn raw(profile: &Value) -> RawProfile<'_> {
        RawProfile::of::<V::Profile>(profile, |profile| Some(Box::new(V::Profile::read(profile).ok()?)))
    }

    fn conform(answer: &mut TokenAnswer) {
        V::conform(answer);
    }

    fn complete(profile: Value, lookup: Lookup<'_>) -> impl Future<Output = Result<Value, BoxError>> + Send {
        V::complete(profile, lookup)
    }
}
