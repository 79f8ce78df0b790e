//! `FromLayer<Caller<…>>`: a session or an API key, for routers of any state.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;
use serde_json::{Value, json};

use super::{
    caller::{self, Caller, CallerRejection},
    can::{Can, CanRejection, Denied},
    from_layer::{FromLayer, LayeredAccess, layered},
    grantee::GrantsFailed,
    guard::RouterState,
};
use crate::{
    app::auth::Auth,
    contract::{
        api_key::{KeyData, Scoped},
        callback::grants::{GrantsCallback, HasGrants},
        permission::{Needs, Set},
        session::SessionData,
    },
};

impl<V: SessionData, K: KeyData, S: Send + Sync> FromRequestParts<S> for FromLayer<Caller<V, K>> {
    type Rejection = CallerRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, CallerRejection> {
        caller::required(&layered(parts)?, parts).await.map(Self)
    }
}

impl<V: SessionData, K: KeyData, S: Send + Sync> FromRequestParts<S> for FromLayer<Option<Caller<V, K>>> {
    type Rejection = CallerRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, CallerRejection> {
        caller::optional(&layered(parts)?, parts).await.map(Self)
    }
}

impl<V: SessionData, K: KeyData, S: Send + Sync> OptionalFromRequestParts<S> for FromLayer<Caller<V, K>> {
    type Rejection = CallerRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, CallerRejection> {
        Ok(caller::optional(&layered(parts)?, parts).await?.map(Self))
    }
}

impl<S, V, K, N> FromRequestParts<S> for FromLayer<Can<Caller<V, K>, N>>
where
    V: SessionData,
    N: Needs<Permission: HasGrants<V, By: GrantsCallback<RouterState<S>, V, N::Permission>>>,
    K: KeyData + Scoped<Scopes = Set<N::Permission>>,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = CanRejection<CallerRejection>;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let auth: Auth<V> = layered(parts).map_err(|it| CanRejection::Access(it.into()))?;
        let caller = caller::required::<V, K>(&auth, parts).await.map_err(CanRejection::Access)?;
        match caller::granted(&auth, parts, state, &caller).await {
            Ok(set) if N::met_by(set) => Ok(Self(Can::new(caller))),
            Ok(_) | Err(GrantsFailed) => Err(Denied::of::<N>(caller::denial(&auth, parts)).into()),
        }
    }
}

impl<V: SessionData, K: KeyData> LayeredAccess for Caller<V, K> {
    fn describe() -> Value {
        json!({ "session or key": K::PREFIX })
    }
}
