//! `FromLayer<Caller<…>>`: a session or an API key, for routers of any state.

use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::OptionalAccess,
    caller::{self, Caller, CallerRejection},
    can::Can,
    denied::{CanRejection, Denied},
    from_layer::{FromLayer, LayeredAccess, layer_types, layered},
    grantee::GrantsFailed,
    guard::RouterState,
    has::If,
};
use crate::{
    app::auth::Auth,
    contract::{
        api_key::{KeyData, KeyType, ScopedBy},
        callback::grants::{GrantsCallback, HasGrants},
        permission::Needs,
        session::{SessionData, SessionType},
    },
};

layer_types! {
    [V, K] Caller<V, K>;
}

impl<V, K, S> LayeredAccess<S> for Caller<V, K>
where
    V: SessionType,
    If<V::Known, K>: KeyType,
    S: Send + Sync,
{
    type Rejection = CallerRejection;

    async fn take_layered(parts: &mut Parts, _: &S) -> Result<Self, CallerRejection> {
        caller::required(&layered(parts)?, parts).await
    }

    fn describe() -> Value {
        json!({ "session or key": K::PREFIX })
    }
}

impl<V, K, S> LayeredAccess<S> for Option<Caller<V, K>>
where
    V: SessionType,
    If<V::Known, K>: KeyType,
    S: Send + Sync,
{
    type Rejection = CallerRejection;

    async fn take_layered(parts: &mut Parts, _: &S) -> Result<Self, CallerRejection> {
        caller::optional(&layered(parts)?, parts).await
    }

    fn describe() -> Value {
        json!("public")
    }
}

impl<V, K, S> OptionalAccess<S> for FromLayer<Caller<V, K>>
where
    V: SessionType,
    If<V::Known, K>: KeyType,
    S: Send + Sync,
{
    type Failure = CallerRejection;

    async fn take_optional(parts: &mut Parts, _: &S) -> Result<Option<Self>, CallerRejection> {
        Ok(caller::optional(&layered(parts)?, parts).await?.map(Self))
    }
}

impl<S, V, K, N> LayeredAccess<S> for Can<Caller<V, K>, N>
where
    V: SessionData,
    N: Needs<Permission: HasGrants<V, By: GrantsCallback<RouterState<S>, V, N::Permission>>>,
    K: KeyData + ScopedBy<N::Permission>,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = CanRejection<CallerRejection>;

    async fn take_layered(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let auth: Auth<V> = layered(parts).map_err(|it| CanRejection::Access(it.into()))?;
        let caller = caller::required::<V, K>(&auth, parts).await.map_err(CanRejection::Access)?;
        match caller::granted(&auth, parts, state, &caller).await {
            Ok(set) if N::met_by(set) => Ok(Self::new(caller)),
            Ok(_) | Err(GrantsFailed) => Err(Denied::of::<N>(caller::denial(&auth, parts)).into()),
        }
    }

    fn describe() -> Value {
        json!({ "of": <Caller<V, K> as LayeredAccess<S>>::describe(), "can": N::describe() })
    }
}
