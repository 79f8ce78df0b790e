//! The trait of a vendor: its definition, its profile, and hooks for what data cannot say.

use std::{marker::PhantomData, pin::Pin};

use http::StatusCode;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::{definition::Definition, lookup::Lookup, profile_user::ProfileUser};
use crate::{BoxError, TokenSet, callback::profile::RawProfile};

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
    note = "use one of the catalogue, or put `#[auth::provider(…)]` on a function that makes a user of a profile"
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

    /// Hook: completes the raw profile by what the callback or the token endpoint brought, or by further requests.
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
    /// The body as JSON; null when it is none.
    pub body: Value,
}

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The erased twin of [`Vendor`].
pub(crate) trait ErasedVendor: Send + Sync {
    /// The profile as callbacks read it.
    fn raw<'p>(&self, profile: &'p Value) -> RawProfile<'p>;

    fn conform(&self, answer: &mut TokenAnswer);

    fn complete<'a>(&'a self, profile: Value, lookup: Lookup<'a>) -> BoxFuture<'a, Result<Value, BoxError>>;

    fn user<'a>(
        &'a self,
        profile: &'a Value,
        tokens: &'a TokenSet,
    ) -> BoxFuture<'a, Result<ProfileUser, BoxError>>;
}

/// A vendor as a value.
pub(crate) struct Typed<V>(PhantomData<fn() -> V>);

impl<V: Vendor> Typed<V> {
    pub(crate) fn erased() -> Box<dyn ErasedVendor> {
        Box::new(Self(PhantomData))
    }
}

impl<V: Vendor> ErasedVendor for Typed<V> {
    fn raw<'p>(&self, profile: &'p Value) -> RawProfile<'p> {
        RawProfile::of::<V::Profile>(profile)
    }

    fn conform(&self, answer: &mut TokenAnswer) {
        V::conform(answer);
    }

    fn complete<'a>(&'a self, profile: Value, lookup: Lookup<'a>) -> BoxFuture<'a, Result<Value, BoxError>> {
        Box::pin(V::complete(profile, lookup))
    }

    fn user<'a>(
        &'a self,
        profile: &'a Value,
        tokens: &'a TokenSet,
    ) -> BoxFuture<'a, Result<ProfileUser, BoxError>> {
        Box::pin(async move {
            let user = V::user(V::Profile::deserialize(profile)?, tokens).await?;
            if user.id.is_empty() { Err("the profile has no id".into()) } else { Ok(user) }
        })
    }
}
