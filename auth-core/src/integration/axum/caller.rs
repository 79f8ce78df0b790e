//! `Caller<V, K>` as an extractor: a session, or a program with an API key.

use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::{Access, Identified, OptionalAccess},
    extract::extractors,
    grantee::Grantee,
    has::Has,
    router_state::RouterState,
};
use crate::{
    app::auth::Auth,
    contract::{
        api_key::{KeyType, ScopedBy},
        callback::grants::{GrantsCallback, HasGrants},
        permission::Set,
        session::{SessionData, SessionType},
    },
    integration::access::{
        Caller, CallerRejection, Denial, GrantsFailed,
        caller::{denial, granted, optional, required},
        settled::If,
    },
};

extractors! {
    /// Extracts the caller; `None` without header and session. A header that is not accepted is an error.
    [V, K] Caller<V, K>;
}

impl<S, V, K> Access<S> for Caller<V, K>
where
    V: SessionType,
    If<V::Known, K>: KeyType,
    If<V::Known, S>: Has<Auth<V>>,
    S: Send + Sync,
{
    type Rejection = CallerRejection;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, CallerRejection> {
        required(&state.part(), parts).await
    }

    fn describe() -> Value {
        json!({ "session or key": K::PREFIX })
    }
}

impl<S, V, K> OptionalAccess<S> for Caller<V, K>
where
    V: SessionType,
    If<V::Known, K>: KeyType,
    If<V::Known, S>: Has<Auth<V>>,
    S: Send + Sync,
{
    type Failure = CallerRejection;

    async fn take_optional(parts: &mut Parts, state: &S) -> Result<Option<Self>, CallerRejection> {
        optional(&state.part(), parts).await
    }
}

impl<S, V, K> Identified<S> for Caller<V, K>
where
    V: SessionType,
    If<V::Known, K>: KeyType,
    If<V::Known, S>: Has<Auth<V>>,
    S: Send + Sync,
{
    type Exists = <If<V::Known, K> as KeyType>::Known;
}

/// A session has what is granted to it. A key has its scopes, as far as they are granted to its owner now.
impl<P, V, K, S> Grantee<P, S> for Caller<V, K>
where
    K: ScopedBy<P>,
    P: HasGrants<V, By: GrantsCallback<RouterState<S>, V, P>>,
    V: SessionData,
    S: Clone + Send + Sync + Has<Auth<V>> + 'static,
{
    async fn granted(&self, parts: &Parts, state: &S) -> Result<Set<P>, GrantsFailed> {
        granted(&state.part(), parts, || RouterState::of(state), self).await
    }

    fn denial(&self, parts: &Parts, state: &S) -> Denial {
        denial(&Has::<Auth<V>>::part(state), parts)
    }
}
