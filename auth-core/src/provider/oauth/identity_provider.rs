//! A provider as the engine uses it: its requests, and the conversion of its profiles into users.

use std::{marker::PhantomData, ops};

use serde_json::Value;

use super::{
    callback::{ProviderCall, ProviderCallback, ProviderOutcome},
    configured::OAuthProvider,
    error::OAuthError,
    hooks::{BoxFuture, Hooks},
    id_token::Authentication,
    identify::{Identified, Proof},
    lookup::Lookup,
    runtime::{OAuth, ProviderConfigError},
    token_answer::TokenAnswer,
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

/// A provider, and the callback that converts its profiles into users. It dereferences to the provider.
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

/// A user that a provider has authenticated, with the account and the raw profile.
pub(crate) struct Identity {
    pub(crate) user: ProfileUser,
    pub(crate) account: Account,
    pub(crate) profile: Value,
    /// The sign-in at the provider.
    pub(crate) authentication: Authentication,
}

/// The reason why no user could be identified.
pub(crate) enum IdentifyError {
    /// A request to the provider failed, or its response is not valid.
    Provider(OAuthError),
    /// The profile could not be converted into a user.
    Profile(BoxError),
    /// The application has no user for the profile.
    Nobody,
}

impl<S: AppState> IdentityProvider<S> {
    /// Fills in the definition with the application's values.
    ///
    /// # Errors
    /// Fails if a value is missing or invalid.
    pub(crate) fn new<V: ProviderCallback<S>>(
        provider: OAuthProvider<V>,
    ) -> Result<Self, ProviderConfigError> {
        let typed = || Box::new(Typed::<V, S>(PhantomData));
        Ok(Self { oauth: OAuth::new(provider.config, typed())?, users: typed() })
    }

    /// Exchanges the code, and lets the application convert the profile into a user.
    pub(crate) async fn identify(
        &self,
        http: &dyn HttpClient,
        proof: &Proof<'_>,
        (state, facts): (&S, RequestFacts<'_>),
    ) -> Result<Identity, IdentifyError> {
        let (tokens, profile, Identified { subject, authentication }) =
            self.oauth.exchange_profile(http, proof).await.map_err(IdentifyError::Provider)?;
        let call = ProviderCall { state, facts, tokens: &tokens };
        let user = self.users.user(call, &profile).await.map_err(IdentifyError::Profile)?;
        let user = user.ok_or(IdentifyError::Nobody)?;
        if self.back_channel_logout && subject.as_deref() != Some(user.id.as_str()) {
            let cause =
                "the user's ID is not the `sub` of the ID token, by which back-channel logout finds accounts";
            return Err(IdentifyError::Profile(cause.into()));
        }
        let mut account = Account::new(self.id.clone(), self.kind, user.id.as_str());
        account.tokens = tokens;
        Ok(Identity { user, account, profile, authentication })
    }
}

/// The type-erased form of [`ProviderCallback`], as far as it concerns the application.
trait Users<S>: Send + Sync {
    fn user<'a>(
        &'a self,
        call: ProviderCall<'a, S>,
        profile: &'a Value,
    ) -> BoxFuture<'a, Result<Option<ProfileUser>, BoxError>>;
}

/// A provider callback as a value.
struct Typed<V, S>(PhantomData<fn() -> (V, S)>);

impl<S: AppState, V: ProviderCallback<S>> Hooks for Typed<V, S> {
    fn raw<'p>(&self, profile: &'p Value) -> RawProfile<'p> {
        V::raw(profile)
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
            let user = trace::callback("provider", V::call(call, profile)).await?.user()?;
            let no_id = "the `id` of the user is blank: it is the ID at the provider, and every user has one";
            let identified = |user: ProfileUser| user.without_blanks().ok_or(no_id.into());
            user.map(identified).transpose()
        })
    }
}
