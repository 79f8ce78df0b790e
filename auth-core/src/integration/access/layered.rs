//! Accesses whose `Auth` is found at run time, in the layer around a handler.

use http::request::Parts;
use serde_json::{Value, json};

use super::{
    caller::{self, Caller, CallerRejection},
    can::Can,
    denied::{CanRejection, Denied},
    grants::{self, Denial, GrantsFailed},
    guard::{self, Guard},
    kinds::{CallerType, SessionCaller},
    proven::{Proven, ProvenRejection, Within, described},
    read::{optional, required},
    rejection::{GuardRejection, Refusal, SessionRejection},
    settled::If,
    step_up::StepUp,
};
use crate::{
    app::auth::Auth,
    contract::{
        api_key::{KeyType, ScopedBy},
        callback::{
            grants::{GrantsCallback, HasGrants},
            guard::{GuardCallback, GuardType},
            state::AppState,
        },
        permission::{Needs, Set},
        session::{Session, SessionData, SessionType},
    },
};

/// The place of a handler, which has a value from which the state for callbacks can be made.
pub trait Place {
    /// The value that a handler has.
    type Given: Sync;
}

/// A place with a state for callbacks.
pub trait CallbackPlace: Place {
    /// The state for callbacks.
    type State: AppState;

    /// Makes the state for callbacks.
    fn state(given: &Self::Given) -> Self::State;
}

/// Returns the `Auth` of the layer around a request.
pub(crate) fn layered<V: SessionData>(parts: &Parts) -> Result<Auth<V>, SessionRejection> {
    parts.extensions.get().cloned().ok_or_else(|| {
        tracing::error!(
            target: "auth",
            help = "missing_layer",
            "a handler finds no `{}` in the request: add `.layer(auth.layer())` to the router, after its routes, or in \
             actix-web `.wrap(auth.layer())` to the `App`",
            std::any::type_name::<Auth<V>>(),
        );
        SessionRejection::Failed
    })
}

/// An access by the `Auth` of the layer around a handler.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `{Self}` from a layer",
    label = "not taken from a layer",
    note = "a handler takes a `Session<…>`, a `Guard<…>` or a `Caller<…>`, an `Option<…>` of one of them, or one of the three in \
        `Can<…>` or, without a `Caller<…>`, in `Proven<…>`"
)]
pub trait LayeredAccess<P: Place>: Sized + Send {
    /// The response to a request without this access.
    type Rejection: Refusal + From<SessionRejection> + Send;

    /// Takes the access from a request.
    ///
    /// # Errors
    /// Returns the response to a request without this access.
    fn take_layered(
        parts: &mut Parts,
        given: &P::Given,
    ) -> impl Future<Output = Result<Self, Self::Rejection>> + Send;

    /// Returns the entry in the record of routes.
    fn describe() -> Value;
}

/// An access that a request may lack: `Option<…>` of it is one, too.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `Option<{Self}>`",
    label = "not optional",
    note = "a handler takes an `Option<…>` of a `Session<…>`, a `Guard<…>`, a `Caller<…>`, a `Can<…>` or a `Proven<…>`"
)]
pub trait OptionalLayered<P: Place>: LayeredAccess<P> {
    /// The response to a request whose access cannot be read.
    type Failure: Refusal + From<SessionRejection> + Send;

    /// Takes the access from a request; `None` if the request has none.
    ///
    /// # Errors
    /// Returns the response to a request whose access cannot be read.
    fn take_optional_layered(
        parts: &mut Parts,
        given: &P::Given,
    ) -> impl Future<Output = Result<Option<Self>, Self::Failure>> + Send;
}

/// An access by a session, whose user can be asked for proofs.
pub trait LayeredSession<P: Place>: LayeredAccess<P> {
    /// The application's fields of the session.
    type Data: SessionData;

    /// Returns the session.
    fn session(&self) -> &Session<Self::Data>;
}

/// A caller that can have permissions of the enum `E`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot have permissions of `{E}`",
    label = "cannot have permissions",
    note = "say first who may call, then what is required: `Can<Session<Visible>, permission::Refund>`; a `Caller<…>` needs a \
        key with the field `scopes: Set<{E}>`"
)]
pub trait LayeredGrantee<E, P: Place>: LayeredAccess<P> + Sync {
    /// Returns the permissions of the caller.
    fn granted(
        &self,
        parts: &Parts,
        given: &P::Given,
    ) -> impl Future<Output = Result<Set<E>, GrantsFailed>> + Send;

    /// Chooses the response to a caller without the permissions that a route requires.
    fn denial(&self, parts: &Parts) -> Denial;
}

impl<P: Place, A: OptionalLayered<P>> LayeredAccess<P> for Option<A> {
    type Rejection = A::Failure;

    async fn take_layered(parts: &mut Parts, given: &P::Given) -> Result<Self, A::Failure> {
        A::take_optional_layered(parts, given).await
    }

    fn describe() -> Value {
        json!("public")
    }
}

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
