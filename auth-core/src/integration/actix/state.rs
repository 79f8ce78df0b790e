//! `WithState<A, S>`: an access whose callbacks take parts of the application's state.

use std::{marker::PhantomData, ops};

use crate::{
    contract::callback::state::AppState,
    integration::access::layered::{CallbackPlace, Place},
};

/// The state of guards and of functions under `#[auth::grants]` in a handler of actix-web, which has no parts. If one of
/// them takes `State<Db>`, let the handler take [`WithState`].
#[derive(Clone, Copy, Debug)]
pub struct NoState;

/// A handler without a state for callbacks.
#[derive(Debug)]
pub struct Stateless;

impl Place for Stateless {
    type Given = ();
}

impl CallbackPlace for Stateless {
    type State = NoState;

    fn state((): &()) -> NoState {
        NoState
    }
}

/// A handler with the state `S` for callbacks.
#[derive(Debug)]
pub struct With<S>(PhantomData<fn() -> S>);

impl<S: Sync> Place for With<S> {
    type Given = S;
}

impl<S: AppState + Clone> CallbackPlace for With<S> {
    type State = S;

    fn state(given: &S) -> S {
        given.clone()
    }
}

/// An access whose guard, or whose function under `#[auth::grants]`, takes `State<…>`: the parts of the state `S`, which the
/// application has as `web::Data<S>`.
///
/// `Guard<admins>` alone is enough if the guard takes no `State<…>`. `S` is a struct under `#[derive(Clone, FromRef)]`, or the
/// part itself. It dereferences to the access.
///
/// ```
/// # #[cfg(feature = "actix")]
/// # mod application {
/// use actix_web::{App, web};
/// use auth::{integration::WithState, prelude::*};
///
/// #[auth::session]
/// struct Visible {
///     team: String,
/// }
///
/// #[derive(Clone)]
/// struct Db;
///
/// #[derive(Clone, auth::FromRef)]
/// struct Shared {
///     db: Db,
/// }
///
/// #[auth::guard]
/// async fn admins(session: &Session<Visible>, State(_db): State<Db>) -> bool {
///     session.team == "admins"
/// }
///
/// type Admins = WithState<Guard<admins>, Shared>;
///
/// async fn users(admin: Admins) -> String {
///     format!("hello, {}", admin.team)
/// }
///
/// fn configure(config: &mut web::ServiceConfig) {
///     config.app_data(web::Data::new(Shared { db: Db })).route("/users", web::get().to(users));
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WithState<A, S> {
    access: A,
    state: PhantomData<fn() -> S>,
}

impl<A, S> WithState<A, S> {
    pub(super) const fn new(access: A) -> Self {
        Self { access, state: PhantomData }
    }

    /// Returns the access by value.
    pub fn into_inner(self) -> A {
        self.access
    }
}

impl<A, S> ops::Deref for WithState<A, S> {
    type Target = A;

    fn deref(&self) -> &A {
        &self.access
    }
}
