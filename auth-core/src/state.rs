//! What an application shares with its callbacks.

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
/// use auth_core::FromRef;
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

/// What every application state must be: shareable between threads. Implemented for all such types.
pub trait AppState: Send + Sync + 'static {}

impl<T: Send + Sync + 'static> AppState for T {}
