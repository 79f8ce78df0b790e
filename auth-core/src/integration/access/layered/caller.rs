//! `Caller<V, K>`.

use http::request::Parts;
use serde_json::{Value, json};

use super::{CallbackPlace, LayeredAccess, LayeredGrantee, OptionalLayered, Place, layered};
use crate::{
    contract::{
        api_key::{KeyType, ScopedBy},
        callback::grants::{GrantsCallback, HasGrants},
        permission::Set,
        session::SessionType,
    },
    integration::access::{Caller, CallerRejection, Denial, GrantsFailed, caller, settled::If},
};

impl<P, V, K> LayeredAccess<P> for Caller<V, K>
where
    P: Place,
    V: SessionType,
    If<V::Known, K>: KeyType,
{
    type Rejection = CallerRejection;

    async fn take_layered(parts: &mut Parts, _: &P::Given) -> Result<Self, CallerRejection> {
        caller::required(&layered(parts)?, parts).await
    }

    fn describe() -> Value {
        json!({ "session or key": K::PREFIX })
    }
}

impl<P, V, K> OptionalLayered<P> for Caller<V, K>
where
    P: Place,
    V: SessionType,
    If<V::Known, K>: KeyType,
{
    type Failure = CallerRejection;

    async fn take_optional_layered(parts: &mut Parts, _: &P::Given) -> Result<Option<Self>, CallerRejection> {
        caller::optional(&layered(parts)?, parts).await
    }
}

impl<E, P, V, K> LayeredGrantee<E, P> for Caller<V, K>
where
    P: CallbackPlace,
    V: SessionType,
    If<V::Known, K>: KeyType + ScopedBy<E>,
    E: HasGrants<V, By: GrantsCallback<P::State, V, E>>,
{
    async fn granted(&self, parts: &Parts, given: &P::Given) -> Result<Set<E>, GrantsFailed> {
        let auth = layered(parts).map_err(|_| GrantsFailed)?;
        caller::granted(&auth, parts, || P::state(given), self).await
    }

    fn denial(&self, parts: &Parts) -> Denial {
        layered::<V>(parts).map_or(Denial::Json, |auth| caller::denial(&auth, parts))
    }
}
