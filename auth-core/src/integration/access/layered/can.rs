//! `Can<X, N>`.

use http::request::Parts;
use serde_json::{Value, json};

use super::{LayeredAccess, LayeredGrantee, LayeredSession, OptionalLayered, Place};
use crate::{
    contract::{
        permission::{Needs, Set},
        session::Session,
    },
    integration::access::{CallerType, Can, CanRejection, Denial, Denied, GrantsFailed, settled::If},
};

/// `T`, if `X` says who calls.
type OfCaller<X, T> = If<<X as CallerType>::Exists, T>;

/// The needs of a caller who can have permissions of that enum.
pub trait NeededLayered<X, P: Place>: Needs {
    /// Returns `true` if the caller has what is needed.
    fn is_granted(
        caller: &X,
        parts: &Parts,
        given: &P::Given,
    ) -> impl Future<Output = Result<bool, GrantsFailed>> + Send;

    /// Chooses the response to a caller that does not have it.
    fn denied(caller: &X, parts: &Parts) -> Denied;
}

impl<N: Needs, X: LayeredGrantee<N::Permission, P>, P: Place> NeededLayered<X, P> for N {
    async fn is_granted(caller: &X, parts: &Parts, given: &P::Given) -> Result<bool, GrantsFailed> {
        caller.granted(parts, given).await.map(N::met_by)
    }

    fn denied(caller: &X, parts: &Parts) -> Denied {
        Denied::of::<N>(caller.denial(parts))
    }
}

impl<P, X, N> LayeredAccess<P> for Can<X, N>
where
    P: Place,
    X: CallerType,
    OfCaller<X, X>: LayeredAccess<P>,
    OfCaller<X, N>: NeededLayered<X, P>,
{
    type Rejection = CanRejection<<OfCaller<X, X> as LayeredAccess<P>>::Rejection>;

    async fn take_layered(parts: &mut Parts, given: &P::Given) -> Result<Self, Self::Rejection> {
        let caller = <X as LayeredAccess<P>>::take_layered(parts, given).await;
        let caller = caller.map_err(CanRejection::Access)?;
        match N::is_granted(&caller, parts, given).await {
            Ok(true) => Ok(Self::new(caller)),
            Ok(false) | Err(GrantsFailed) => Err(CanRejection::Denied(N::denied(&caller, parts))),
        }
    }

    fn describe() -> Value {
        json!({ "of": <X as LayeredAccess<P>>::describe(), "can": N::describe() })
    }
}

impl<P, X, N> OptionalLayered<P> for Can<X, N>
where
    P: Place,
    X: CallerType,
    OfCaller<X, X>: OptionalLayered<P>,
    OfCaller<X, N>: NeededLayered<X, P>,
{
    type Failure = CanRejection<<OfCaller<X, X> as OptionalLayered<P>>::Failure>;

    async fn take_optional_layered(
        parts: &mut Parts,
        given: &P::Given,
    ) -> Result<Option<Self>, Self::Failure> {
        let caller = <X as OptionalLayered<P>>::take_optional_layered(parts, given).await;
        let Some(caller) = caller.map_err(CanRejection::Access)? else { return Ok(None) };
        match N::is_granted(&caller, parts, given).await {
            Ok(is_granted) => Ok(is_granted.then(|| Self::new(caller))),
            Err(GrantsFailed) => Err(CanRejection::Denied(N::denied(&caller, parts))),
        }
    }
}

impl<P, X, N> LayeredSession<P> for Can<X, N>
where
    P: Place,
    X: CallerType,
    OfCaller<X, X>: LayeredSession<P>,
    OfCaller<X, N>: NeededLayered<X, P>,
{
    type Data = <OfCaller<X, X> as LayeredSession<P>>::Data;

    fn session(&self) -> &Session<Self::Data> {
        LayeredSession::<P>::session(&self.access)
    }
}

#[diagnostic::do_not_recommend]
impl<E, P, X, N> LayeredGrantee<E, P> for Can<X, N>
where
    P: Place,
    Self: LayeredAccess<P> + Sync,
    X: LayeredGrantee<E, P>,
{
    async fn granted(&self, parts: &Parts, given: &P::Given) -> Result<Set<E>, GrantsFailed> {
        self.access.granted(parts, given).await
    }

    fn denial(&self, parts: &Parts) -> Denial {
        self.access.denial(parts)
    }
}
