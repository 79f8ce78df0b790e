//! A provider as the engine holds it: how it is asked, and who its profiles are in this application.

use std::{marker::PhantomData, ops, pin::Pin};

use serde_json::Value;

use super::{
    callback::{ProviderCall, ProviderCallback, ProviderOutcome, ProviderProfile},
    configured::OAuthProvider,
    error::OAuthError,
    identify::{Evidence, Proof},
    lookup::Lookup,
    runtime::{OAuth, ProviderConfigError},
    vendor::TokenAnswer,
};
use crate::{
    check::sealed::Bound,
    contract::{
        Account, BoxError, ProfileUser,
        callback::{arguments::RequestFacts, profile::RawProfile, state::AppState},
    },
    http::HttpClient,
    trace,
};

/// A provider, and what makes users of its profiles. It dereferences to the former.
pub(crate) struct IdentityProvider<S> {
    oauth: OAuth,
    users: Box<dyn Users<S>>,
}

impl<S> ops::Deref for IdentityProvider<S> {
    type Target = OAuth;

    fn deref(&self) -> &OAuth {
        &self.oauth
    }
}

impl<'p, S> From<&'p IdentityProvider<S>> for Bound<'p> {
    fn from(provider: &'p IdentityProvider<S>) -> Self {
        Self::from(&**provider)
    }
}

/// Somebody whom a provider has vouched for.
pub(crate) struct Identity {
    pub(crate) user: ProfileUser,
    pub(crate) account: Account,
    pub(crate) profile: Value,
}

/// Why nobody could be identified.
pub(crate) enum IdentifyError {
    /// The provider, or what it sent.
    Provider(OAuthError),
    /// The profile is not that of a user.
    Profile(BoxError),
    /// The application knows the profile as nobody's.
    Nobody,
}

impl<S: AppState> IdentityProvider<S> {
    /// Puts the application's values into the definition.
    ///
    /// # Errors
    /// What is missing or wrong.
    pub(crate) fn new<V: ProviderCallback<S>>(
        provider: OAuthProvider<V>,
    ) -> Result<Self, ProviderConfigError> {
        let typed = || Box::new(Typed::<V, S>(PhantomData));
        Ok(Self { oauth: OAuth::new(provider.config, typed())?, users: typed() })
    }

    /// Exchanges the code, and lets the application say who it stands for.
    pub(crate) async fn identify(
        &self,
        http: &dyn HttpClient,
        proof: &Proof<'_>,
        (state, facts): (&S, RequestFacts<'_>),
    ) -> Result<Identity, IdentifyError> {
        let Evidence { tokens, profile } =
            self.oauth.evidence(http, proof).await.map_err(IdentifyError::Provider)?;
        let call = ProviderCall { state, facts, tokens: &tokens };
        let user = self.users.user(call, &profile).await.map_err(IdentifyError::Profile)?;
        let user = user.ok_or(IdentifyError::Nobody)?;
        let mut account = Account::new(self.id.clone(), self.kind, user.id.as_str());
        account.tokens = tokens;
        Ok(Identity { user, account, profile })
    }
}

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The erased twin of [`ProviderCallback`], as far as it concerns the provider alone.
pub(super) trait Hooks: Send + Sync {
    /// The profile as callbacks read it.
    fn raw<'p>(&self, profile: &'p Value) -> RawProfile<'p>;

    fn conform(&self, answer: &mut TokenAnswer);

    fn complete<'a>(&'a self, profile: Value, lookup: Lookup<'a>) -> BoxFuture<'a, Result<Value, BoxError>>;
}

/// The erased twin of [`ProviderCallback`], as far as it concerns the application.
trait Users<S>: Send + Sync {
    fn user<'a>(
        &'a self,
        call: ProviderCall<'a, S>,
        profile: &'a Value,
    ) -> BoxFuture<'a, Result<Option<ProfileUser>, BoxError>>;
}

/// A callback as a value.
struct Typed<V, S>(PhantomData<fn() -> (V, S)>);

impl<S: AppState, V: ProviderCallback<S>> Hooks for Typed<V, S> {
    fn raw<'p>(&self, profile: &'p Value) -> RawProfile<'p> {
        RawProfile::of::<V::Profile>(profile)
    }

    fn conform(&self, answer: &mut TokenAnswer) {
        V::conform(answer);
    }

    fn complete<'a>(&'a self, profile: Value, lookup: Lookup<'a>) -> BoxFuture<'a, Result<Value, BoxError>> {
        Box::pin(V::complete(profile, lookup))
    }
}

impl<S: AppState, V: ProviderCallback<S>> Users<S> for Typed<V, S> {
    fn user<'a>(
        &'a self,
        call: ProviderCall<'a, S>,
        profile: &'a Value,
    ) -> BoxFuture<'a, Result<Option<ProfileUser>, BoxError>> {
        Box::pin(async move {
            let profile = V::Profile::read(profile)?;
            let user = trace::callback("provider", V::call(call, profile)).await.user()?;
            match user {
                Some(user) if user.id.is_empty() => Err("the profile has no id".into()),
                user => Ok(user),
            }
        })
    }
}
