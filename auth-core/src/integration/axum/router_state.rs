//! The state of a router as that of callbacks.

use axum::extract::FromRef;

use crate::{contract::callback::state::AppState, integration::access::settled::Settled};

/// The state of a router, from which a guard takes `State<…>` by axum's own [`FromRef`]. It is public because bounds
/// name it.
pub struct RouterState<S>(S);

impl<S: Clone> RouterState<S> {
    /// Copies the state.
    pub(super) fn of(state: &S) -> Self {
        Self(state.clone())
    }
}

#[diagnostic::do_not_recommend]
impl<S: Clone + Send + Sync + 'static> AppState for RouterState<S> {
    type Wired = Self;
    type Columns = ();

    fn wired(self) -> Self {
        self
    }
}

impl<S, T> crate::contract::FromRef<RouterState<S>> for T
where
    S: Settled,
    S::Same<T>: FromRef<S>,
{
    fn from_ref(state: &RouterState<S>) -> T {
        S::itself(FromRef::from_ref(&state.0))
    }
}
