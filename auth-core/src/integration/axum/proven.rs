//! `Proven<X, F, A>` as an extractor: a caller who has proven something, not long ago.

use axum::response::IntoResponse;
use http::request::Parts;
use serde_json::Value;

use super::{
    access::{Access, HasSession, Identified, OptionalAccess},
    extract::extractors,
};
use crate::{
    app::auth::Auth,
    contract::{
        assurance::Factor,
        session::{Session, SessionData},
    },
    integration::access::{
        Proven, ProvenRejection, SessionCaller, StepUp,
        proven::{Within, described},
        settled::If,
    },
};

/// `T`, if `X` has a session.
type Of<X, T> = If<<X as SessionCaller>::Exists, T>;

extractors! {
    /// Extracts the caller; `None` if there is none, or if the factor is not proven. A caller that cannot be read is an
    /// error.
    [X, F, A] Proven<X, F, A>;
}

/// [`Proven`], if its first parameter has a session.
pub trait ProvenIn<S>: Sized + Send {
    /// The application's fields of the session.
    type Data: SessionData;

    /// The response to a caller without access.
    type Rejection: IntoResponse;

    /// A type that exists if the parameters are right. See `If`.
    type Exists;

    /// Takes the caller from a request.
    fn take(parts: &mut Parts, state: &S) -> impl Future<Output = Result<Self, Self::Rejection>> + Send;

    /// Returns the session.
    fn session(&self) -> &Session<Self::Data>;

    /// Takes the application from the state of the router.
    fn auth(state: &S) -> Auth<Self::Data>;

    /// Returns the entry in the record of routes.
    fn describe() -> Value;
}

impl<S, X, F, A> ProvenIn<S> for Proven<X, F, A>
where
    X: HasSession<S>,
    If<X::Exists, F>: Within<A>,
    S: Send + Sync,
{
    type Data = X::Data;
    type Rejection = ProvenRejection<X::Rejection>;
    type Exists = <If<X::Exists, F> as Factor>::Exists;

    /// Asks for the caller first: a caller without access gets the response that says so, and is not asked for proofs.
    async fn take(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let access = X::take(parts, state).await.map_err(ProvenRejection::Access)?;
        if access.session().assurance().proves::<F, F::Age>() {
            return Ok(Self::new(access));
        }
        Err(ProvenRejection::StepUp(StepUp::of::<F, F::Age, _>(&X::auth(state), parts)))
    }

    fn session(&self) -> &Session<X::Data> {
        self.access.session()
    }

    fn auth(state: &S) -> Auth<X::Data> {
        X::auth(state)
    }

    fn describe() -> Value {
        described::<F, F::Age>(X::describe())
    }
}

impl<S, X, F, A> Access<S> for Proven<X, F, A>
where
    X: SessionCaller,
    Of<X, Self>: ProvenIn<S>,
    S: Send + Sync,
{
    type Rejection = <Of<X, Self> as ProvenIn<S>>::Rejection;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        <Self as ProvenIn<S>>::take(parts, state).await
    }

    fn describe() -> Value {
        <Self as ProvenIn<S>>::describe()
    }
}

/// [`Proven`] of a caller that a request may lack, if its first parameter has a session.
pub trait OptionalProvenIn<S>: ProvenIn<S> {
    /// The response to a request whose caller cannot be read.
    type Failure: IntoResponse;

    /// Takes the caller from a request; `None` without one, or without the proof.
    fn take_optional(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<Option<Self>, Self::Failure>> + Send;
}

impl<S, X, F, A> OptionalProvenIn<S> for Proven<X, F, A>
where
    X: HasSession<S> + OptionalAccess<S>,
    If<X::Exists, F>: Within<A>,
    S: Send + Sync,
{
    type Failure = X::Failure;

    async fn take_optional(parts: &mut Parts, state: &S) -> Result<Option<Self>, Self::Failure> {
        let access = X::take_optional(parts, state).await?;
        let is_proven = |access: &X| access.session().assurance().proves::<F, F::Age>();
        Ok(access.filter(is_proven).map(Self::new))
    }
}

impl<S, X, F, A> OptionalAccess<S> for Proven<X, F, A>
where
    X: SessionCaller,
    Of<X, Self>: OptionalProvenIn<S>,
    S: Send + Sync,
{
    type Failure = <Of<X, Self> as OptionalProvenIn<S>>::Failure;

    async fn take_optional(parts: &mut Parts, state: &S) -> Result<Option<Self>, Self::Failure> {
        <Self as OptionalProvenIn<S>>::take_optional(parts, state).await
    }
}

#[diagnostic::do_not_recommend]
impl<S, X, F, A> Identified<S> for Proven<X, F, A>
where
    X: SessionCaller,
    Of<X, Self>: ProvenIn<S>,
    S: Send + Sync,
{
    type Exists = <Of<X, Self> as ProvenIn<S>>::Exists;
}

#[diagnostic::do_not_recommend]
impl<S, X, F, A> HasSession<S> for Proven<X, F, A>
where
    X: SessionCaller,
    Of<X, Self>: ProvenIn<S>,
    S: Send + Sync,
{
    type Data = <Of<X, Self> as ProvenIn<S>>::Data;

    fn session(&self) -> &Session<Self::Data> {
        ProvenIn::session(self)
    }

    fn auth(state: &S) -> Auth<Self::Data> {
        <Self as ProvenIn<S>>::auth(state)
    }
}
