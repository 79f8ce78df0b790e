//! `Guard<g>` as an extractor.

use std::ops;

use axum::extract::FromRef;
use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::{Access, OptionalAccess},
    extract::{extractors, optional, required},
    has::{Has, If, Settled},
    rejection::GuardRejection,
};
use crate::{
    app::auth::Auth,
    contract::{
        callback::{
            guard::{GuardCall, GuardCallback, GuardOutcome, GuardType, GuardedSession},
            state::AppState,
        },
        session::Session,
    },
    flow::{error::AuthError, scope::RequestHead},
    trace,
};

/// Proof that a guard (`#[auth::guard]`) has allowed the session. Dereferences to the session.
///
/// Without a session, the response is that of `Session<V>`. If the guard refuses or fails, the response has status 403.
/// `Option<Guard<g>>` is `None` without a session, and if the guard refuses.
///
/// The guard takes `State<…>` from the state of the router, by axum's `FromRef`.
///
/// Auth.js: `callbacks.authorized` of next-auth.
#[doc(alias = "authorized")]
pub struct Guard<G> {
    /// The guard, which holds the session that it has allowed.
    allowed: G,
}

impl<G: GuardedSession> Guard<G> {
    /// Returns the session by value.
    pub fn into_session(self) -> Session<G::Session> {
        self.allowed.into_session()
    }
}

impl<G: GuardedSession> ops::Deref for Guard<G> {
    type Target = Session<G::Session>;

    fn deref(&self) -> &Self::Target {
        self.allowed.session()
    }
}

impl<G, S> Access<S> for Guard<G>
where
    G: GuardType,
    If<G::Known, G>: GuardCallback<RouterState<S>>,
    If<G::Known, S>: Has<Auth<G::Session>>,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = GuardRejection;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, GuardRejection> {
        ask(&state.part(), parts, state).await
    }

    fn describe() -> Value {
        json!({ "guard": G::NAME })
    }
}

impl<G, S> OptionalAccess<S> for Guard<G>
where
    G: GuardType,
    If<G::Known, G>: GuardCallback<RouterState<S>>,
    If<G::Known, S>: Has<Auth<G::Session>>,
    S: Clone + Send + Sync + 'static,
{
    type Failure = GuardRejection;

    async fn take_optional(parts: &mut Parts, state: &S) -> Result<Option<Self>, GuardRejection> {
        let auth = state.part();
        match optional(&auth, parts).await.map_err(GuardRejection::Session)? {
            Some(session) => allowed(&auth, parts, state, session).await,
            None => Ok(None),
        }
    }
}

extractors! {
    /// Extracts the guarded session; `None` if no user is signed in, or the guard refuses. A session that cannot be read,
    /// or a guard that fails, is an error.
    [G] Guard<G>;
}

/// Reads the session of a request, and asks the guard about it.
pub(super) async fn ask<G, S>(
    auth: &Auth<G::Session>,
    parts: &mut Parts,
    state: &S,
) -> Result<Guard<G>, GuardRejection>
where
    G: GuardCallback<RouterState<S>>,
    S: Clone + Send + Sync + 'static,
{
    let session = required(auth, parts).await.map_err(GuardRejection::Session)?;
    allowed(auth, parts, state, session).await?.ok_or_else(|| GuardRejection::denied(auth, parts))
}

/// Returns the session if the guard allows it.
///
/// # Errors
/// Refuses the request if the guard fails.
async fn allowed<G, S>(
    auth: &Auth<G::Session>,
    parts: &Parts,
    state: &S,
    session: Session<G::Session>,
) -> Result<Option<Guard<G>>, GuardRejection>
where
    G: GuardCallback<RouterState<S>>,
    S: Clone + Send + Sync + 'static,
{
    let state = RouterState::of(state);
    let call = GuardCall { state: &state, facts: auth.erased().facts(RequestHead::of(parts)) };
    match trace::callback("guard", G::call(call, &session)).await.pass() {
        Ok(true) => Ok(Some(Guard { allowed: G::holding(session) })),
        Ok(false) => Ok(None),
        Err(error) => {
            AuthError::callback("guard", error).log();
            Err(GuardRejection::denied(auth, parts))
        }
    }
}

/// The state of a router, from which a guard takes `State<…>` by axum's own [`FromRef`]. It is public because bounds
/// name it.
pub struct RouterState<S>(S);

impl<S: Clone> RouterState<S> {
    /// Copies the state.
    pub(super) fn of(state: &S) -> Self {
        Self(state.clone())
    }
}

#[diagnostic::do_not_recommend]
impl<S: Clone + Send + Sync + 'static> AppState for RouterState<S> {
    type Wired = Self;
    type Columns = ();

    fn wired(self) -> Self {
        self
    }
}

impl<S, T> crate::contract::FromRef<RouterState<S>> for T
where
    S: Settled,
    S::Same<T>: FromRef<S>,
{
    fn from_ref(state: &RouterState<S>) -> T {
        S::itself(FromRef::from_ref(&state.0))
    }
}
