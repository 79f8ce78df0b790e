//! `Guard<g>` as an extractor.

use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::{Access, OptionalAccess},
    extract::extractors,
    has::Has,
    router_state::RouterState,
};
use crate::{
    app::auth::Auth,
    contract::callback::guard::{GuardCallback, GuardType},
    integration::access::{
        Guard, GuardRejection,
        guard::{ask, ask_optional},
        settled::If,
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
