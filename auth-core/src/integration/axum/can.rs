//! `Can<X, N>` as an extractor: a caller with permissions.

use std::{fmt, marker::PhantomData, ops};

use axum::response::IntoResponse;
use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::{
        Access, CallerType, HasSession, Identified, OptionalAccess, SessionCaller, access_types,
        caller_types, session_callers,
    },
    denied::{CanRejection, Denied},
    extract::{extractors, required},
    from_layer::{LayerType, LayeredAccess, layer_types, layered},
    grantee::{self, Denial, Grantee, GrantsFailed},
    guard::{self, Guard, RouterState},
    has::If,
    rejection::{GuardRejection, SessionRejection},
};
use crate::{
    app::auth::Auth,
    contract::{
        callback::{
            grants::{GrantsCallback, HasGrants},
            guard::GuardCallback,
        },
        permission::{Needs, Set},
        session::{Session, SessionData},
    },
};

/// Proof that a caller has permissions: `Can<Session<Visible>, permission::Refund>`. Dereferences to the caller.
///
/// The first parameter says who may call: a `Session<…>`, a [`Guard`], a `Caller<…>`, or one of them in `Proven<…>` or
/// another `Can<…>`. The second says what they need: the type of a permission, a tuple of which all are needed, or
/// `AnyOf<(…)>` of which one is enough. `#[auth::permissions]` on an enum makes these types, and `#[auth::grants]` on a
/// function says which sessions have which permissions.
///
/// | caller | response |
/// | --- | --- |
/// | not the caller that the first parameter requires | that of the first parameter |
/// | a browser that requests a page | 403, the page "Access denied" |
/// | an `Authorization` header | 403 with `WWW-Authenticate: Bearer error="insufficient_scope", scope="refund"` |
/// | any other | 403, `{"error":"AccessDenied"}` |
///
/// `Option<Can<…>>` is `None` in place of the first response, and without the permissions. If the function under
/// `#[auth::grants]` fails, the response is the same 403, and the log has the cause.
///
/// ```
/// # #[cfg(feature = "axum")]
/// # mod application {
/// use auth::prelude::*;
///
/// #[auth::session]
/// struct Visible {
///     is_manager: bool,
/// }
///
/// #[auth::permissions]
/// enum Permission {
///     Read,
///     Refund,
/// }
///
/// #[auth::grants]
/// fn granted(session: &Session<Visible>) -> Set<Permission> {
///     if session.is_manager { Set::all() } else { [Permission::Read].into() }
/// }
///
/// async fn refund(caller: Can<Session<Visible>, permission::Refund>) -> String {
///     format!("refunded by {}", caller.user.name.as_deref().unwrap_or_default())
/// }
///
/// async fn report(_: Can<Session<Visible>, AnyOf<(permission::Read, permission::Refund)>>) {}
///
/// # fn main() {}
/// # }
/// ```
pub struct Can<X, N = ()> {
    access: X,
    needs: PhantomData<fn() -> N>,
}

impl<X, N> Can<X, N> {
    pub(super) const fn new(access: X) -> Self {
        Self { access, needs: PhantomData }
    }

    /// Returns the caller by value.
    pub fn into_inner(self) -> X {
        self.access
    }
}

impl<X, N> ops::Deref for Can<X, N> {
    type Target = X;

    fn deref(&self) -> &X {
        &self.access
    }
}

impl<X: fmt::Debug, N> fmt::Debug for Can<X, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Can").field(&self.access).finish()
    }
}

access_types! {
    [X, N] Can<X, N>;
}

caller_types! {
    [X, N] Can<X, N>;
}

session_callers! {
    [X: SessionCaller, N] Can<X, N>;
}

layer_types! {
    [X: LayerType, N] Can<X, N>;
}

/// `T`, if `X` says who calls.
type Of<X, T> = If<<X as CallerType>::Exists, T>;

/// The needs of a caller who can have permissions of that enum.
pub trait NeededFrom<X, S>: Needs {
    /// Returns `true` if the caller has what is needed.
    fn is_granted(
        caller: &X,
        parts: &Parts,
        state: &S,
    ) -> impl Future<Output = Result<bool, GrantsFailed>> + Send;

    /// Chooses the response to a caller that does not have it.
    fn denied(caller: &X, parts: &Parts, state: &S) -> Denied;
}

impl<N: Needs, X: Grantee<N::Permission, S>, S: Sync> NeededFrom<X, S> for N {
    async fn is_granted(caller: &X, parts: &Parts, state: &S) -> Result<bool, GrantsFailed> {
        caller.granted(parts, state).await.map(N::met_by)
    }

    fn denied(caller: &X, parts: &Parts, state: &S) -> Denied {
        Denied::of::<N>(caller.denial(parts, state))
    }
}

extractors! {
    /// Extracts the caller; `None` if there is none, or without the permissions. A caller that cannot be read, or a function
    /// that fails, is an error.
    [X, N] Can<X, N>;
}

/// [`Can`], if its first parameter says who calls.
pub trait CanIn<S>: Sized + Send {
    /// The response to a caller without access.
    type Rejection: IntoResponse;

    /// A type that exists if the parameters are right. See `If`.
    type Exists;

    /// Takes the caller from a request.
    fn take(parts: &mut Parts, state: &S) -> impl Future<Output = Result<Self, Self::Rejection>> + Send;

    /// Returns the entry in the record of routes.
    fn describe() -> Value;
}

impl<S, X, N> CanIn<S> for Can<X, N>
where
    X: Identified<S>,
    If<X::Exists, N>: NeededFrom<X, S>,
    S: Send + Sync,
{
    type Rejection = CanRejection<X::Rejection>;
    type Exists = <If<X::Exists, N> as Needs>::Permission;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let caller = X::take(parts, state).await.map_err(CanRejection::Access)?;
        match N::is_granted(&caller, parts, state).await {
            Ok(true) => Ok(Self::new(caller)),
            Ok(false) | Err(GrantsFailed) => Err(CanRejection::Denied(N::denied(&caller, parts, state))),
        }
    }

    fn describe() -> Value {
        json!({ "of": X::describe(), "can": N::describe() })
    }
}

impl<S, X, N> Access<S> for Can<X, N>
where
    X: CallerType,
    Of<X, Self>: CanIn<S>,
    S: Send + Sync,
{
    type Rejection = <Of<X, Self> as CanIn<S>>::Rejection;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        <Self as CanIn<S>>::take(parts, state).await
    }

    fn describe() -> Value {
        <Self as CanIn<S>>::describe()
    }
}

/// [`Can`] of a caller that a request may lack, if its first parameter says who calls.
pub trait OptionalCanIn<S>: CanIn<S> {
    /// The response to a request whose caller cannot be read.
    type Failure: IntoResponse;

    /// Takes the caller from a request; `None` without one, or without the permissions.
    fn take_optional(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<Option<Self>, Self::Failure>> + Send;
}

impl<S, X, N> OptionalCanIn<S> for Can<X, N>
where
    X: Identified<S> + OptionalAccess<S>,
    If<X::Exists, N>: NeededFrom<X, S>,
    S: Send + Sync,
{
    type Failure = CanRejection<X::Failure>;

    async fn take_optional(parts: &mut Parts, state: &S) -> Result<Option<Self>, Self::Failure> {
        let caller = X::take_optional(parts, state).await.map_err(CanRejection::Access)?;
        let Some(caller) = caller else { return Ok(None) };
        match N::is_granted(&caller, parts, state).await {
            Ok(is_granted) => Ok(is_granted.then(|| Self::new(caller))),
            Err(GrantsFailed) => Err(CanRejection::Denied(N::denied(&caller, parts, state))),
        }
    }
}

impl<S, X, N> OptionalAccess<S> for Can<X, N>
where
    X: CallerType,
    Of<X, Self>: OptionalCanIn<S>,
    S: Send + Sync,
{
    type Failure = <Of<X, Self> as OptionalCanIn<S>>::Failure;

    async fn take_optional(parts: &mut Parts, state: &S) -> Result<Option<Self>, Self::Failure> {
        <Self as OptionalCanIn<S>>::take_optional(parts, state).await
    }
}

#[diagnostic::do_not_recommend]
impl<S, X, N> Identified<S> for Can<X, N>
where
    X: CallerType,
    Of<X, Self>: CanIn<S>,
    S: Send + Sync,
{
    type Exists = <Of<X, Self> as CanIn<S>>::Exists;
}

#[diagnostic::do_not_recommend]
impl<S, X, N> HasSession<S> for Can<X, N>
where
    X: CallerType,
    Of<X, X>: HasSession<S>,
    Of<X, Self>: CanIn<S>,
    S: Send + Sync,
{
    type Data = <Of<X, X> as HasSession<S>>::Data;

    fn session(&self) -> &Session<Self::Data> {
        self.access.session()
    }

    fn auth(state: &S) -> Auth<Self::Data> {
        X::auth(state)
    }
}

#[diagnostic::do_not_recommend]
impl<P, X, N, S> Grantee<P, S> for Can<X, N>
where
    X: Grantee<P, S>,
    S: Sync,
{
    async fn granted(&self, parts: &Parts, state: &S) -> Result<Set<P>, GrantsFailed> {
        self.access.granted(parts, state).await
    }

    fn denial(&self, parts: &Parts, state: &S) -> Denial {
        self.access.denial(parts, state)
    }
}

impl<S, V, N> LayeredAccess<S> for Can<Session<V>, N>
where
    V: SessionData,
    N: Needs<Permission: HasGrants<V, By: GrantsCallback<RouterState<S>, V, N::Permission>>>,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = CanRejection<SessionRejection>;

    async fn take_layered(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let auth = layered(parts).map_err(CanRejection::Access)?;
        let session = required(&auth, parts).await.map_err(CanRejection::Access)?;
        permitted::<_, N, _>(&auth, parts, state, &session).await?;
        Ok(Self::new(session))
    }

    fn describe() -> Value {
        json!({ "of": <Session<V> as LayeredAccess<S>>::describe(), "can": N::describe() })
    }
}

impl<S, G, N> LayeredAccess<S> for Can<Guard<G>, N>
where
    G: GuardCallback<RouterState<S>>,
    N: Needs<
        Permission: HasGrants<G::Session, By: GrantsCallback<RouterState<S>, G::Session, N::Permission>>,
    >,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = CanRejection<GuardRejection>;

    async fn take_layered(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let auth = layered(parts).map_err(|it| CanRejection::Access(GuardRejection::Session(it)))?;
        let guarded = guard::ask::<G, S>(&auth, parts, state).await.map_err(CanRejection::Access)?;
        permitted::<_, N, _>(&auth, parts, state, &guarded).await?;
        Ok(Self::new(guarded))
    }

    fn describe() -> Value {
        json!({ "of": <Guard<G> as LayeredAccess<S>>::describe(), "can": N::describe() })
    }
}

/// Checks the permissions of a session that an application outside of the state has read.
async fn permitted<V, N, S>(
    auth: &Auth<V>,
    parts: &Parts,
    state: &S,
    session: &Session<V>,
) -> Result<(), Denied>
where
    V: SessionData,
    N: Needs<Permission: HasGrants<V, By: GrantsCallback<RouterState<S>, V, N::Permission>>>,
    S: Clone + Send + Sync + 'static,
{
    match grantee::granted(auth, parts, state, session).await {
        Ok(set) if N::met_by(set) => Ok(()),
        Ok(_) | Err(GrantsFailed) => Err(Denied::of::<N>(Denial::of(auth, parts))),
    }
}
