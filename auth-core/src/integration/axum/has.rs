//! The parts of a router's state, as extractors ask for them.

use std::sync::Arc;

use axum::extract::FromRef;

use crate::app::auth::Auth;

/// A type that the compiler knows. Each type is one, but the compiler cannot say so before it knows the type.
pub trait Settled {
    /// `T` itself.
    type Same<T>;

    /// Returns the part itself.
    fn itself<T>(part: Self::Same<T>) -> T;
}

#[diagnostic::do_not_recommend]
impl<S> Settled for S {
    type Same<T> = T;

    fn itself<T>(part: T) -> T {
        part
    }
}

/// `T` itself, if the type `E` exists.
///
/// Where `E` is an associated type, it exists if the trait is implemented. If it is not, the compiler reports that alone, and
/// nothing about `T`. So a mistake in one parameter is one error, and not one for each bound that follows from it.
pub(super) type If<E, T> = <E as Settled>::Same<T>;

/// A state of which `T` is a part, by axum's own [`FromRef`].
#[diagnostic::on_unimplemented(
    message = "the state `{Self}` of this router has no `{T}`",
    label = "takes `{T}` from the state of the router",
    note = "call `.with_state(auth)` after the routes, with the `Auth` of this session; or put \
        `#[derive(Clone, axum::extract::FromRef)]` on the struct that is the state, and give it a field of the type `{T}`"
)]
pub trait Has<T> {
    /// Returns the part.
    fn part(&self) -> T;
}

#[diagnostic::do_not_recommend]
impl<S, T: FromRef<S>> Has<T> for S {
    fn part(&self) -> T {
        T::from_ref(self)
    }
}

/// Takes `Auth` from a state that is shared in an `Arc`, if it is a part of what is inside.
#[diagnostic::do_not_recommend]
impl<V, S: Has<Self>> FromRef<Arc<S>> for Auth<V> {
    fn from_ref(state: &Arc<S>) -> Self {
        state.as_ref().part()
    }
}
