//! The parts of a router's state, as extractors ask for them.

use std::sync::Arc;

use axum::extract::FromRef;

use crate::app::auth::Auth;

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
