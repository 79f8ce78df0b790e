//! `Can<X, N>` as an extractor: a caller with permissions.

use axum::response::IntoResponse;
use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::{Access, HasSession, Identified, OptionalAccess},
    extract::extractors,
    grantee::Grantee,
};
use crate::{
    app::auth::Auth,
    contract::{
        permission::{Needs, Set},
        session::Session,
    },
    integration::access::{CallerType, Can, CanRejection, Denial, Denied, GrantsFailed, settled::If},
};

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
