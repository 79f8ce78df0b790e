//! `Guard<g>` as an extractor.

use std::{marker::PhantomData, ops, sync::Arc};

use axum::extract::{FromRef, FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;

use super::{
    extract::{optional, required},
    rejection::GuardRejection,
};
use crate::{
    app::auth::Auth,
    contract::{
        callback::{
            guard::{GuardCall, GuardCallback, GuardOutcome, GuardedSession},
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
pub struct Guard<G: GuardedSession> {
    session: Session<G::Session>,
    guard: PhantomData<fn() -> G>,
}

impl<G: GuardedSession> Guard<G> {
    /// Returns the session by value.
    pub fn into_session(self) -> Session<G::Session> {
        self.session
    }
}

impl<G: GuardedSession> ops::Deref for Guard<G> {
    type Target = Session<G::Session>;

    fn deref(&self) -> &Self::Target {
        &self.session
    }
}

impl<G, S> FromRequestParts<S> for Guard<G>
where
    G: GuardCallback<RouterState<S>>,
    Auth<G::Session>: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = GuardRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, GuardRejection> {
        ask(&Auth::from_ref(state), parts, state).await
    }
}

/// Extracts the guarded session; `None` if no user is signed in, or the guard refuses. A session that cannot be read, or
/// a guard that fails, is an error.
impl<G, S> OptionalFromRequestParts<S> for Guard<G>
where
    G: GuardCallback<RouterState<S>>,
    Auth<G::Session>: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = GuardRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, GuardRejection> {
        let auth = Auth::from_ref(state);
        match optional(&auth, parts).await.map_err(GuardRejection::Session)? {
            Some(session) => allowed(&auth, parts, state, session).await,
            None => Ok(None),
        }
    }
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
        Ok(true) => Ok(Some(Guard { session, guard: PhantomData })),
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

/// A state that the compiler knows. Each type is one, but the compiler cannot say so before it knows the type. So a router
/// whose state it does not know yet is not taken for one whose state is the part that a guard asks for.
pub trait Settled {
    /// `T` itself.
    type Same<T>;

    /// Returns the part itself.
    fn itself<T>(part: Self::Same<T>) -> T;
}

#[diagnostic::do_not_recommend]
impl<S> Settled for S {
    type Same<T> = T;

    fn itself<T>(part: T) -> T {
        part
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

/// A state of which `T` is a part. With this trait, the head of the next implementation, which compiler messages show, is one
/// line.
pub trait Has<T> {
    /// Returns the part.
    fn part(&self) -> T;
}

#[diagnostic::do_not_recommend]
impl<S, T: FromRef<S>> Has<T> for S {
    fn part(&self) -> T {
        T::from_ref(self)
    }
}

/// Takes `Auth` from a state that is shared in an `Arc`, if it is a part of what is inside.
#[diagnostic::do_not_recommend]
impl<V, S: Has<Self>> FromRef<Arc<S>> for Auth<V> {
    fn from_ref(state: &Arc<S>) -> Self {
        state.as_ref().part()
    }
}
