//! Accesses: the first argument of a handler, which says who may call its route.

use std::convert::Infallible;

use axum::extract::{FromRef, FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;
use serde_json::{Value, json};

use super::guard::{Guard, RouterState};
use crate::{
    app::auth::Auth,
    contract::{
        callback::guard::{GuardCallback, GuardedSession},
        session::{Session, SessionData},
    },
};

/// A type of argument that says who may call a route.
///
/// It has no state, so that the compiler reports another type as one error, and reports what an access lacks in a state by
/// [`Access`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who may call this route",
    label = "does not say who may call the route",
    note = "the first argument of a handler is one of `Public`, `Session<…>`, `Option<Session<…>>`, `Guard<…>`, `Can<…>`, \
        `Proven<…>`, `Fresh<…>` and `Caller<…>`"
)]
pub trait AccessType: Sized {
    /// `T` itself. What is required of `T` is required of this type, which does not exist unless this is an access.
    type Same<T>;

    /// Returns the argument itself.
    fn of(same: Self::Same<Self>) -> Self;
}

/// Makes types accesses: `access_types!([X, F, A] Proven<X, F, A>;)`.
macro_rules! access_types {
    ($([$($Generic:ident $(: $Bound:path)?),*] $Type:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($Generic $(: $Bound)?),*> $crate::integration::axum::AccessType for $Type {
            type Same<T> = T;

            fn of(same: Self) -> Self {
                same
            }
        }
    )*};
}
pub(crate) use access_types;

access_types! {
    [] Public;
    [A: AccessType] Option<A>;
    [A: AccessType, E] Result<A, E>;
    [G: GuardedSession] Guard<G>;
}

impl<V: SessionData> AccessType for Session<V> {
    type Same<T> = T;

    fn of(same: Self) -> Self {
        same
    }
}

/// An access in a router with the state `S`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who may call this route",
    label = "does not say who may call the route",
    note = "the first argument of a handler is one of `Public`, `Session<…>`, `Option<Session<…>>`, `Guard<…>`, `Can<…>`, \
        `Proven<…>`, `Fresh<…>` and `Caller<…>`"
)]
pub trait Access<S>: FromRequestParts<S> + Send {
    /// Returns its entry in the record of routes.
    fn describe() -> Value;
}

/// Anyone may call the route.
#[derive(Clone, Copy, Debug)]
pub struct Public;

#[diagnostic::do_not_recommend]
impl<S: Send + Sync> FromRequestParts<S> for Public {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self)
    }
}

#[diagnostic::do_not_recommend]
impl<S: Send + Sync> Access<S> for Public {
    fn describe() -> Value {
        json!("public")
    }
}

impl<S: Send + Sync, V: SessionData> Access<S> for Session<V>
where
    Auth<V>: FromRef<S>,
{
    fn describe() -> Value {
        json!("session")
    }
}

/// The handler runs without the access, too.
impl<S: Send + Sync, A> Access<S> for Option<A>
where
    A: Access<S> + OptionalFromRequestParts<S>,
{
    fn describe() -> Value {
        json!("public")
    }
}

/// The handler runs without the access, too.
#[diagnostic::do_not_recommend]
impl<S: Send + Sync, A> Access<S> for Result<A, A::Rejection>
where
    A: Access<S, Rejection: Send>,
{
    fn describe() -> Value {
        json!("public")
    }
}

impl<S, G> Access<S> for Guard<G>
where
    G: GuardCallback<RouterState<S>>,
    Auth<G::Session>: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    fn describe() -> Value {
        json!({ "guard": G::NAME })
    }
}

/// A type of access that says who calls, so that more can be required of the caller. As [`AccessType`], it has no state.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who calls",
    label = "does not say who calls",
    note = "say first who may call, then what is required: `Can<Session<Visible>, permission::Refund>`; who calls is a \
        `Session<…>`, `Guard<…>` or `Caller<…>`; write `Option<Can<…>>` if there may be no caller"
)]
pub trait CallerType: Sized {
    /// `T` itself, if this says who calls.
    type Same<T>;

    /// Returns the argument itself.
    fn of(same: Self::Same<Self>) -> Self;
}

/// Makes types callers: `caller_types!([X, F, A] Proven<X, F, A>;)`.
macro_rules! caller_types {
    ($([$($Generic:ident $(: $Bound:path)?),*] $Type:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($Generic $(: $Bound)?),*> $crate::integration::axum::CallerType for $Type {
            type Same<T> = T;

            fn of(same: Self) -> Self {
                same
            }
        }
    )*};
}
pub(crate) use caller_types;

caller_types! {
    [V] Session<V>;
    [G: GuardedSession] Guard<G>;
}

/// An access that says who calls, in a router with the state `S`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who calls",
    label = "does not say who calls",
    note = "say first who may call, then what is required: `Can<Session<Visible>, permission::Refund>`; who calls is a \
        `Session<…>`, `Guard<…>` or `Caller<…>`; write `Option<Can<…>>` if there may be no caller"
)]
pub trait Identified<S>: Access<S> {
    /// `T` itself. What is required of `T` is required of this type, which does not exist unless the access is one. So
    /// the compiler reports one error if two parameters are in the wrong order.
    type Same<T>;

    /// Returns itself, as that type.
    fn itself(&self) -> &Self::Same<Self>;
}

impl<S: Send + Sync, V: SessionData> Identified<S> for Session<V>
where
    Auth<V>: FromRef<S>,
{
    type Same<T> = T;

    fn itself(&self) -> &Self {
        self
    }
}

impl<S, G> Identified<S> for Guard<G>
where
    G: GuardCallback<RouterState<S>>,
    Auth<G::Session>: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    type Same<T> = T;

    fn itself(&self) -> &Self {
        self
    }
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
impl<S: Send + Sync, V: SessionData> HasSession<S> for Session<V>
where
    Auth<V>: FromRef<S>,
{
    type Data = V;

    fn session(&self) -> &Session<V> {
        self
    }

    fn auth(state: &S) -> Auth<V> {
        Auth::from_ref(state)
    }
}

#[diagnostic::do_not_recommend]
impl<S, G> HasSession<S> for Guard<G>
where
    G: GuardCallback<RouterState<S>>,
    Auth<G::Session>: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    type Data = G::Session;

    fn session(&self) -> &Session<G::Session> {
        self
    }

    fn auth(state: &S) -> Auth<G::Session> {
        Auth::from_ref(state)
    }
}
