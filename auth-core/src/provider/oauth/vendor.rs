//! The trait of a vendor: its definition, its profile, and hooks for what data cannot say.

use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    callback::{ProviderCall, ProviderCallback},
    definition::Definition,
    lookup::Lookup,
};
use crate::contract::{BoxError, ProfileUser, TokenSet, callback::state::AppState};

/// A vendor of identities: GitHub, Google, a company's own OpenID provider.
///
/// [`OAuthProvider`](super::OAuthProvider) is a vendor with the application's client id and secret.
///
/// ```
/// use auth_core::{Result, TokenSet, provider::oauth::{Definition, ProfileUser, Vendor}};
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
    label = "not a vendor of identities",
    note = "use one of the catalogue, or `#[auth::provider(…)]` on a function that makes a user of a profile"
)]
pub trait Vendor: Send + Sync + 'static {
    /// What the vendor says about a user, in its own terms.
    type Profile: DeserializeOwned + Send + Sync + 'static;

    /// Endpoints, scopes and quirks.
    fn definition() -> Definition;

    /// The user of a profile.
    ///
    /// # Errors
    /// When the profile is not that of a user. The sign-in ends with `error=OAuthCallbackError`.
    fn user(
        profile: Self::Profile,
        tokens: &TokenSet,
    ) -> impl Future<Output = Result<ProfileUser, BoxError>> + Send;

    /// Hook: straightens the answer of the token endpoint (Auth.js: `token.conform`).
    fn conform(answer: &mut TokenAnswer) {
        let _ = answer;
    }

    /// Hook: completes the raw profile by what the callback or the token endpoint brought, or by further
    /// requests.
    ///
    /// # Errors
    /// When the profile is of no use without what could not be had.
    fn complete(profile: Value, lookup: Lookup<'_>) -> impl Future<Output = Result<Value, BoxError>> + Send {
        let _ = lookup;
        std::future::ready(Ok(profile))
    }
}

/// What a token endpoint answered.
#[derive(Clone)]
#[non_exhaustive]
pub struct TokenAnswer {
    /// The status.
    pub status: StatusCode,
    /// Whether there is a `WWW-Authenticate` header. Such an answer is a refusal.
    pub challenged: bool,
    /// The body as JSON; null when it is none.
    pub body: Value,
}

/// A vendor makes users in the same way in every application.
#[diagnostic::do_not_recommend]
impl<S: AppState, V: Vendor> ProviderCallback<S> for V {
    type Profile = V::Profile;
    type Outcome = Result<ProfileUser, BoxError>;

    async fn call(call: ProviderCall<'_, S>, profile: V::Profile) -> Self::Outcome {
        V::user(profile, call.tokens).await
    }

    fn conform(answer: &mut TokenAnswer) {
        V::conform(answer);
    }

    fn complete(profile: Value, lookup: Lookup<'_>) -> impl Future<Output = Result<Value, BoxError>> + Send {
        V::complete(profile, lookup)
    }
}
