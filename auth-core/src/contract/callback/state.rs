//! What an application shares with its callbacks.

use std::marker::PhantomData;

use super::wiring::{Never, Unsatisfiable};
use crate::contract::model::{UserColumns, UserData};

/// A part of the application's state, as a callback's argument: `State(db): State<Db>`.
///
/// The state is what `Auth::builder().state(…)` was given; a part is taken from it by [`FromRef`], as in
/// axum.
#[derive(Clone, Copy, Debug)]
pub struct State<T>(pub T);

impl<T> std::ops::Deref for State<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Takes a part out of the state. Every type is its own state; `#[derive(auth::FromRef)]` does it for each
/// field of a struct.
///
/// ```
/// use auth::FromRef;
///
/// #[derive(Clone)]
/// struct Db;
/// struct AppState { db: Db }
///
/// impl FromRef<AppState> for Db {
///     fn from_ref(state: &AppState) -> Self {
///         state.db.clone()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not part of the state `{S}`",
    label = "a callback takes `State<{Self}>`: make it a field of the state (`.state(…)`), under \
        `#[derive(auth::FromRef)]`"
)]
pub trait FromRef<S> {
    /// The part, usually a clone.
    fn from_ref(state: &S) -> Self;
}

impl<T: Clone> FromRef<T> for T {
    fn from_ref(state: &T) -> T {
        state.clone()
    }
}

/// What every application state must be: cloneable and shareable between threads, as axum's. Implemented for
/// all such types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the state of an application: put `#[derive(Clone)]` on it, or wrap what cannot be \
        cloned, or shared between threads, in an `Arc`"
)]
pub trait AppState: Send + Sync + 'static {
    /// The state itself: the builder remembers it by this name, which only a state has.
    #[doc(hidden)]
    type Wired;

    /// What the application has added to the table of users: [`WithUsers`] says it.
    type Columns: UserData;

    /// The state, by that name.
    #[doc(hidden)]
    fn wired(self) -> Self::Wired;
}

#[diagnostic::do_not_recommend]
impl<S: Clone + Send + Sync + 'static> AppState for S {
    type Wired = S;
    type Columns = ();

    fn wired(self) -> S {
        self
    }
}

/// Holds for nothing: what it is good for stands in `callback/demand.rs`.
#[diagnostic::do_not_recommend]
impl<S: Send + Sync + 'static> AppState for S
where
    Unsatisfiable<S>: Never,
{
    type Wired = S;
    type Columns = ();

    fn wired(self) -> S {
        self
    }
}

/// A state beside the type of the application's users: what `.users::<U>()` makes of the state.
pub struct WithUsers<S, U> {
    state: S,
    users: PhantomData<fn() -> U>,
}

impl<S, U> WithUsers<S, U> {
    #[cfg(feature = "server")]
    pub(crate) fn new(state: S) -> Self {
        Self { state, users: PhantomData }
    }
}

#[diagnostic::do_not_recommend]
impl<S: AppState, U: UserColumns> AppState for WithUsers<S, U> {
    type Wired = Self;
    type Columns = U;

    fn wired(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<S, U, T: FromRef<S>> FromRef<WithUsers<S, U>> for T {
    fn from_ref(state: &WithUsers<S, U>) -> T {
        T::from_ref(&state.state)
    }
}
