//! `Proven<X, F, A>`.

use http::request::Parts;
use serde_json::Value;

use super::{LayeredAccess, LayeredSession, OptionalLayered, Place, layered};
use crate::{
    contract::session::Session,
    integration::access::{
        Proven, ProvenRejection, SessionCaller, StepUp,
        proven::{Within, described},
        settled::If,
    },
};

/// `T`, if `X` has a session.
type OfSession<X, T> = If<<X as SessionCaller>::Exists, T>;

impl<P, X, F, A> LayeredAccess<P> for Proven<X, F, A>
where
    P: Place,
    X: SessionCaller,
    OfSession<X, X>: LayeredSession<P>,
    OfSession<X, F>: Within<A>,
{
    type Rejection = ProvenRejection<<OfSession<X, X> as LayeredAccess<P>>::Rejection>;

    async fn take_layered(parts: &mut Parts, given: &P::Given) -> Result<Self, Self::Rejection> {
        let access = <X as LayeredAccess<P>>::take_layered(parts, given).await;
        let access = access.map_err(ProvenRejection::Access)?;
        if LayeredSession::<P>::session(&access).assurance().proves::<F, <F as Within<A>>::Age>() {
            return Ok(Self::new(access));
        }
        let auth = layered::<<X as LayeredSession<P>>::Data>(parts)?;
        Err(ProvenRejection::StepUp(StepUp::of::<F, <F as Within<A>>::Age, _>(&auth, parts)))
    }

    fn describe() -> Value {
        described::<F, <F as Within<A>>::Age>(<X as LayeredAccess<P>>::describe())
    }
}

impl<P, X, F, A> OptionalLayered<P> for Proven<X, F, A>
where
    P: Place,
    X: SessionCaller,
    OfSession<X, X>: LayeredSession<P> + OptionalLayered<P>,
    OfSession<X, F>: Within<A>,
{
    type Failure = <OfSession<X, X> as OptionalLayered<P>>::Failure;

    async fn take_optional_layered(
        parts: &mut Parts,
        given: &P::Given,
    ) -> Result<Option<Self>, Self::Failure> {
        let access = <X as OptionalLayered<P>>::take_optional_layered(parts, given).await?;
        let is_proven = |access: &X| {
            LayeredSession::<P>::session(access).assurance().proves::<F, <F as Within<A>>::Age>()
        };
        Ok(access.filter(is_proven).map(Self::new))
    }
}

impl<P, X, F, A> LayeredSession<P> for Proven<X, F, A>
where
    P: Place,
    X: SessionCaller,
    OfSession<X, X>: LayeredSession<P>,
    OfSession<X, F>: Within<A>,
{
    type Data = <OfSession<X, X> as LayeredSession<P>>::Data;

    fn session(&self) -> &Session<Self::Data> {
        LayeredSession::<P>::session(&self.access)
    }
}
