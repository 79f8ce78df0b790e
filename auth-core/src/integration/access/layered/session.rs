//! Sessions and guards.

use http::request::Parts;
use serde_json::{Value, json};

use super::{CallbackPlace, LayeredAccess, LayeredGrantee, LayeredSession, OptionalLayered, Place, layered};
use crate::{
    contract::{
        callback::{
            grants::{GrantsCallback, HasGrants},
            guard::{GuardCallback, GuardType},
        },
        permission::Set,
        session::{Session, SessionType},
    },
    integration::access::{
        Denial, GrantsFailed, Guard, GuardRejection, Proven, SessionRejection, grants, guard,
        read::{optional, required},
        settled::If,
    },
};

impl<P: Place, V: SessionType> LayeredAccess<P> for Session<V> {
    type Rejection = SessionRejection;

    async fn take_layered(parts: &mut Parts, _: &P::Given) -> Result<Self, SessionRejection> {
        required(&layered(parts)?, parts).await
    }

    fn describe() -> Value {
        json!("session")
    }
}

impl<P: Place, V: SessionType> OptionalLayered<P> for Session<V> {
    type Failure = SessionRejection;

    async fn take_optional_layered(
        parts: &mut Parts,
        _: &P::Given,
    ) -> Result<Option<Self>, SessionRejection> {
        optional(&layered(parts)?, parts).await
    }
}

impl<P: Place, V: SessionType> LayeredSession<P> for Session<V> {
    type Data = V;

    fn session(&self) -> &Self {
        self
    }
}

impl<E, P, V> LayeredGrantee<E, P> for Session<V>
where
    P: CallbackPlace,
    E: HasGrants<V, By: GrantsCallback<P::State, V, E>>,
    V: SessionType,
{
    async fn granted(&self, parts: &Parts, given: &P::Given) -> Result<Set<E>, GrantsFailed> {
        let auth = layered(parts).map_err(|_| GrantsFailed)?;
        grants::granted(&auth, parts, || P::state(given), self).await
    }

    fn denial(&self, parts: &Parts) -> Denial {
        layered::<V>(parts).map_or(Denial::Json, |auth| Denial::of(&auth, parts))
    }
}

impl<P, G> LayeredAccess<P> for Guard<G>
where
    P: CallbackPlace,
    G: GuardType,
    If<G::Known, G>: GuardCallback<P::State>,
{
    type Rejection = GuardRejection;

    async fn take_layered(parts: &mut Parts, given: &P::Given) -> Result<Self, GuardRejection> {
        guard::ask(&layered(parts)?, parts, || P::state(given)).await
    }

    fn describe() -> Value {
        json!({ "guard": G::NAME })
    }
}

impl<P, G> OptionalLayered<P> for Guard<G>
where
    P: CallbackPlace,
    G: GuardType,
    If<G::Known, G>: GuardCallback<P::State>,
{
    type Failure = GuardRejection;

    async fn take_optional_layered(
        parts: &mut Parts,
        given: &P::Given,
    ) -> Result<Option<Self>, GuardRejection> {
        guard::ask_optional(&layered(parts)?, parts, || P::state(given)).await
    }
}

impl<P, G> LayeredSession<P> for Guard<G>
where
    P: CallbackPlace,
    G: GuardType,
    If<G::Known, G>: GuardCallback<P::State>,
{
    type Data = G::Session;

    fn session(&self) -> &Session<G::Session> {
        self
    }
}

/// Implements [`LayeredGrantee`] for a type with a session.
macro_rules! granted_to_the_session {
    ([$($Generic:ident),*] $Type:ty) => {
        #[diagnostic::do_not_recommend]
        impl<E, P, $($Generic),*> LayeredGrantee<E, P> for $Type
        where
            P: Place,
            Self: LayeredSession<P> + Sync,
            Session<<Self as LayeredSession<P>>::Data>: LayeredGrantee<E, P>,
        {
            async fn granted(&self, parts: &Parts, given: &P::Given) -> Result<Set<E>, GrantsFailed> {
                LayeredSession::<P>::session(self).granted(parts, given).await
            }

            fn denial(&self, parts: &Parts) -> Denial {
                LayeredSession::<P>::session(self).denial(parts)
            }
        }
    };
}
granted_to_the_session!([G] Guard<G>);
granted_to_the_session!([X, F, A] Proven<X, F, A>);
