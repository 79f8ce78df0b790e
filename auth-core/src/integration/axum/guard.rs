//! `Guard<g>` as an extractor, and the state of a router as that of callbacks.

use axum::extract::FromRef;
use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::{Access, OptionalAccess},
    extract::extractors,
    has::Has,
};
use crate::{
    app::auth::Auth,
    contract::callback::{
        guard::{GuardCallback, GuardType},
        state::AppState,
    },
    integration::access::{
        Guard, GuardRejection,
        guard::{ask, ask_optional},
        settled::{If, Settled},
    },
};

impl<G, S> Access<S> for Guard<G>
where
    G: GuardType,
    If<G::Known, G>: GuardCallback<RouterState<S>>,
    If<G::Known, S>: Has<Auth<G::Session>>,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = GuardRejection;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, GuardRejection> {
        ask(&state.part(), parts, || RouterState::of(state)).await
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
        ask_optional(&state.part(), parts, || RouterState::of(state)).await
    }
}

extractors! {
    /// Extracts the guarded session; `None` if no user is signed in, or the guard refuses. A session that cannot be read,
    /// or a guard that fails, is an error.
    [G] Guard<G>;
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
