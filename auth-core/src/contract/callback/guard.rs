//! `#[auth::guard]`: which sessions may pass a route.

use super::arguments::{RequestFacts, argument_trait};
use super::state::AppState;
use crate::contract::{
    error::BoxError,
    session::{Session, SessionData},
};

/// Decides whether a session may pass (Auth.js: the `authorized` callback of its middleware).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a guard",
    label = "not a guard",
    note = "put `#[auth::guard]` on the function and let it take `&Session<…>` of the application's session"
)]
pub trait GuardCallback<S: AppState>: GuardedSession + 'static {
    /// What the function returns.
    type Outcome: GuardOutcome;

    /// Runs the function.
    fn call(
        call: GuardCall<'_, S>,
        session: &Session<Self::Session>,
    ) -> impl Future<Output = Self::Outcome> + Send;
}

/// Which session a guard looks at.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a guard",
    label = "not a guard",
    note = "put `#[auth::guard]` on the function and let it take `&Session<…>` of the application's session"
)]
pub trait GuardedSession {
    /// The application's session fields.
    type Session: SessionData;
}

/// What a guard is called with, beside the session.
pub struct GuardCall<'c, S> {
    /// The state of the router, from which `State<T>` is taken.
    pub state: &'c S,
    /// The request.
    pub facts: RequestFacts<'c>,
}

argument_trait! {
    /// What a guard may take beside `&Session<…>`.
    #[diagnostic::on_unimplemented(
        message = "a guard cannot take `{Self}`",
        label = "not there when a route is guarded",
        note = "it can take `&Session<…>`, `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` \
            and `Option<ClientIp>`"
    )]
    pub trait GuardArgument<'c, S>: GuardCall<'c, S>;
}

/// What a guard may return.
#[diagnostic::on_unimplemented(
    message = "a guard cannot return `{Self}`",
    label = "says neither yes nor no",
    note = "return `bool`, or a `Result` of it"
)]
pub trait GuardOutcome: Send {
    /// That it can be returned.
    const IS_SUPPORTED: bool = true;

    /// Whether the session may pass, or what failed.
    ///
    /// # Errors
    /// The error of the application.
    fn pass(self) -> Result<bool, BoxError>;
}

#[diagnostic::do_not_recommend]
impl GuardOutcome for bool {
    fn pass(self) -> Result<bool, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError> + Send> GuardOutcome for Result<bool, E> {
    fn pass(self) -> Result<bool, BoxError> {
        self.map_err(Into::into)
    }
}
