//! The state that an application shares with its callbacks.

use std::marker::PhantomData;

use super::never::{Never, Unsatisfiable};
use crate::contract::model::{UserColumns, UserData};

/// A part of the application's state, as a callback's argument: `State(db): State<Db>`. In a handler of axum, it is a part of the
/// router's state.
///
/// The state is the value passed to `Auth::builder().state(…)`. [`FromRef`] takes a part from it, as in axum.
#[derive(Clone, Copy, Debug)]
pub struct State<T>(pub T);

impl<T> std::ops::Deref for State<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Takes a part from the state. Every type that is `Clone` is a part of itself. `#[derive(auth::FromRef)]` makes
/// each field of a struct a part.
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
    /// Returns the part, usually a clone.
    fn from_ref(state: &S) -> Self;
}

impl<T: Clone> FromRef<T> for T {
    fn from_ref(state: &T) -> T {
        state.clone()
    }
}

/// A type that can be the state of an application: cloneable and shareable between threads, as in axum. Implemented
/// for all such types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the state of an application: put `#[derive(Clone)]` on it, or wrap the parts \
        that cannot be cloned or shared between threads in an `Arc`"
)]
pub trait AppState: Send + Sync + 'static {
    /// The state itself. The builder stores it as this type, which only states have.
    #[doc(hidden)]
    type Wired;

    /// The application's own columns of the table of users. [`WithUsers`] sets the type.
    type Columns: UserData;

    /// Returns the state, as that type.
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

/// Never applies. `callback/wiring/requirement.rs` explains the purpose of such an implementation.
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

/// A state with the type of the application's users, as `.users::<U>()` makes it.
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
