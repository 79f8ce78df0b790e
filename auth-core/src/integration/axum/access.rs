//! Accesses: the first argument of a handler, which says who may call its route.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, response::IntoResponse};
use http::request::Parts;
use serde_json::{Value, json};

use super::{has::Has, router_state::RouterState};
use crate::{
    app::auth::Auth,
    contract::{
        callback::guard::{GuardCallback, GuardType},
        session::{Session, SessionData, SessionType},
    },
    integration::access::{Guard, Public, settled::If},
};

/// An access in a router with the state `S`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who may call this route",
    label = "does not say who may call the route",
    note = "the first argument of a handler is one of `Public`, `Session<…>`, `Option<Session<…>>`, `Guard<…>`, `Can<…>`, \
        `Proven<…>`, `Fresh<…>` and `Caller<…>`"
)]
pub trait Access<S>: Sized + Send {
    /// The response to a request without this access.
    type Rejection: IntoResponse;

    /// Takes the access from a request.
    ///
    /// # Errors
    /// Returns the response to a request without this access.
    fn take(parts: &mut Parts, state: &S) -> impl Future<Output = Result<Self, Self::Rejection>> + Send;

    /// Returns its entry in the record of routes.
    fn describe() -> Value;
}

/// An access that a request may lack: `Option<…>` of it is one, too.
#[diagnostic::on_unimplemented(
    message = "an `Option` of `{Self}` does not say who may call this route",
    label = "`Option<{Self}>` is not an access",
    note = "`Option<Session<…>>` and the like are `None` for a caller without a session; `Public` lets anyone call, without an `Option`"
)]
pub trait OptionalAccess<S>: Access<S> {
    /// The response to a request whose access cannot be read.
    type Failure: IntoResponse;

    /// Takes the access from a request; `None` if the request has none.
    ///
    /// # Errors
    /// Returns the response to a request whose access cannot be read.
    fn take_optional(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<Option<Self>, Self::Failure>> + Send;
}

impl<S: Send + Sync> FromRequestParts<S> for Public {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self)
    }
}

impl<S: Send + Sync> Access<S> for Public {
    type Rejection = Infallible;

    async fn take(_: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self)
    }

    fn describe() -> Value {
        json!("public")
    }
}

/// The requirement of `Option<Public>`, which no type meets.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`Public` lets anyone call this route, with and without a session: write it without an `Option`",
    label = "`Option<Public>` is not an access"
)]
pub trait PublicIsNotOptional<'x> {}

/// The subject of that requirement. If it were [`Public`] itself, the compiler would show the message of the other trait.
#[doc(hidden)]
pub struct Anyone;

#[doc(hidden)]
impl<S: Send + Sync> OptionalAccess<S> for Public
where
    for<'x> Anyone: PublicIsNotOptional<'x>,
{
    type Failure = Infallible;

    async fn take_optional(_: &mut Parts, _: &S) -> Result<Option<Self>, Infallible> {
        Ok(Some(Self))
    }
}

/// The handler runs without the access, too.
impl<S: Send + Sync, A: OptionalAccess<S>> Access<S> for Option<A> {
    type Rejection = A::Failure;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, A::Failure> {
        A::take_optional(parts, state).await
    }

    fn describe() -> Value {
        json!("public")
    }
}

/// The handler runs without the access, too.
#[diagnostic::do_not_recommend]
impl<S: Send + Sync, A: Access<S, Rejection: Send>> Access<S> for Result<A, A::Rejection> {
    type Rejection = Infallible;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(A::take(parts, state).await)
    }

    fn describe() -> Value {
        json!("public")
    }
}

/// An access that says who calls, in a router with the state `S`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who calls",
    label = "does not say who calls",
    note = "say first who may call, then what is required: `Can<Session<Visible>, permission::Refund>`; who calls is a \
        `Session<…>`, `Guard<…>` or `Caller<…>`; write `Option<Can<…>>` if there may be no caller"
)]
pub trait Identified<S>: Access<S> {
    /// A type that exists if the parameters of the access are right. See `If`.
    type Exists;
}

impl<S, V> Identified<S> for Session<V>
where
    V: SessionType,
    If<V::Known, S>: Has<Auth<V>>,
    S: Send + Sync,
{
    type Exists = V::Known;
}

impl<S, G> Identified<S> for Guard<G>
where
    G: GuardType,
    If<G::Known, G>: GuardCallback<RouterState<S>>,
    If<G::Known, S>: Has<Auth<G::Session>>,
    S: Clone + Send + Sync + 'static,
{
    type Exists = G::Known;
}

/// An access by a session, whose user can be asked for proofs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no session whose user could prove something",
    label = "has no session",
    note = "say who may call, then what must be proven, then how old the proof may be: `Proven<Session<Visible>, Passkey>`, \
        `Proven<Guard<admins>, Mfa, Hours<1>>`, `Fresh<Session<Visible>, Minutes<5>>`"
)]
pub trait HasSession<S>: Identified<S> {
    /// The application's fields of the session.
    type Data: SessionData;

    /// Returns the session.
    fn session(&self) -> &Session<Self::Data>;

    /// Takes the application from the state of the router.
    fn auth(state: &S) -> Auth<Self::Data>;
}

#[diagnostic::do_not_recommend]
impl<S, V> HasSession<S> for Session<V>
where
    V: SessionType,
    If<V::Known, S>: Has<Auth<V>>,
    S: Send + Sync,
{
    type Data = V;

    fn session(&self) -> &Session<V> {
        self
    }

    fn auth(state: &S) -> Auth<V> {
        state.part()
    }
}

#[diagnostic::do_not_recommend]
impl<S, G> HasSession<S> for Guard<G>
where
    G: GuardType,
    If<G::Known, G>: GuardCallback<RouterState<S>>,
    If<G::Known, S>: Has<Auth<G::Session>>,
    S: Clone + Send + Sync + 'static,
{
    type Data = G::Session;

    fn session(&self) -> &Session<G::Session> {
        self
    }

    fn auth(state: &S) -> Auth<G::Session> {
        state.part()
    }
}
