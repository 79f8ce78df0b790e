//! The arguments of handlers: the first one says who may call the route.

use actix_web::Handler;
use serde_json::{Value, json};

use super::super::{
    Optional,
    state::{Stateless, With, WithState},
};
use crate::{
    contract::{callback::state::AppState, session::Session},
    integration::access::{
        Caller, Can, Guard, Proven, Public,
        layered::{LayeredAccess, OptionalLayered},
    },
};

/// An argument that says who may call a route.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who may call this route",
    label = "does not say who may call the route",
    note = "the first argument of a handler is one of `Public`, `Session<…>`, `Optional<Session<…>>`, `Guard<…>`, `Can<…>`, \
        `Proven<…>`, `Fresh<…>`, `Caller<…>` and `WithState<…, S>`, by value; a function under `#[auth::guard]` is named in \
        one: `_: Guard<admins>`"
)]
pub trait CoveredAccess {
    /// Returns the entry in the record of routes.
    fn describe() -> Value;
}

/// A handler of actix-web. It has its arguments as a type, so that the compiler reports them at the handler.
pub trait CoveredHandler<Args>: Handler<Args> {
    /// The arguments, a tuple.
    type Arguments;
}

#[diagnostic::do_not_recommend]
impl<F: Handler<Args>, Args> CoveredHandler<Args> for F {
    type Arguments = Args;
}

/// The arguments of a handler, the first of which says who may call it.
#[diagnostic::on_unimplemented(
    message = "this handler does not say who may call it",
    label = "has no argument that says who may call it",
    note = "let the first argument be `_: Public` for anyone, or one of `Session<…>`, `Optional<Session<…>>`, `Guard<…>`, \
        `Can<…>`, `Proven<…>`, `Fresh<…>`, `Caller<…>` and `WithState<…, S>`"
)]
pub trait CoveredArguments {
    /// Returns the entry in the record of routes.
    fn describe() -> Value;
}

/// Makes accesses without a state: `accesses!([V] Session<V>;)`.
macro_rules! accesses {
    ($([$($Generic:ident),*] $Type:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($Generic),*> CoveredAccess for $Type
        where
            Self: LayeredAccess<Stateless>,
        {
            fn describe() -> Value {
                <Self as LayeredAccess<Stateless>>::describe()
            }
        }
    )*};
}

accesses! {
    [V] Session<V>;
    [G] Guard<G>;
    [V, K] Caller<V, K>;
    [X, N] Can<X, N>;
    [X, F, A] Proven<X, F, A>;
}

#[diagnostic::do_not_recommend]
impl<A, S> CoveredAccess for WithState<A, S>
where
    A: LayeredAccess<With<S>>,
    S: AppState,
{
    fn describe() -> Value {
        A::describe()
    }
}

/// Makes accesses that let anyone in.
macro_rules! public {
    ($([$($Generic:ident $(: $Bound:path)?),*] $Type:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($Generic $(: $Bound)?),*> CoveredAccess for $Type {
            fn describe() -> Value {
                json!("public")
            }
        }
    )*};
}

public! {
    [] Public;
    [A: OptionalLayered<Stateless>] Optional<A>;
    [A: CoveredAccess, E] Result<A, E>;
}

/// Implements the trait for tuples of one and more arguments.
macro_rules! arguments {
    ($($Part:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<A: CoveredAccess, $($Part),*> CoveredArguments for (A, $($Part,)*) {
            fn describe() -> Value {
                A::describe()
            }
        }
    };
}

arguments!();
arguments!(T2);
arguments!(T2 T3);
arguments!(T2 T3 T4);
arguments!(T2 T3 T4 T5);
arguments!(T2 T3 T4 T5 T6);
arguments!(T2 T3 T4 T5 T6 T7);
arguments!(T2 T3 T4 T5 T6 T7 T8);
arguments!(T2 T3 T4 T5 T6 T7 T8 T9);
arguments!(T2 T3 T4 T5 T6 T7 T8 T9 T10);
arguments!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11);
arguments!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12);
