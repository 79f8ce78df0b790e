//! `#[auth::guard]`: decides which sessions may access a route.

use super::{
    arguments::{RequestFacts, argument_trait},
    state::AppState,
};
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
pub trait GuardCallback<S: AppState>: GuardedSession {
    /// The return type of the function.
    type Outcome: GuardOutcome;

    /// Runs the function.
    fn call(
        call: GuardCall<'_, S>,
        session: &Session<Self::Session>,
    ) -> impl Future<Output = Self::Outcome> + Send;
}

/// The session that a guard checks, and holds after it has allowed it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a guard",
    label = "not a guard",
    note = "put `#[auth::guard]` on the function and let it take `&Session<…>` of the application's session"
)]
pub trait GuardedSession: Sized + Send + Sync + 'static {
    /// The application's session fields.
    type Session: SessionData;

    /// The path of the guard's function, for the record of routes.
    const NAME: &'static str;

    /// Makes the guard hold a session.
    fn holding(session: Session<Self::Session>) -> Self;

    /// Returns the session.
    fn session(&self) -> &Session<Self::Session>;

    /// Returns the session by value.
    fn into_session(self) -> Session<Self::Session>;
}

/// [`GuardedSession`] as the parameter of an argument of a handler. Messages about it name no other guard.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a guard",
    label = "not a guard",
    note = "put `#[auth::guard]` on a function that takes `&Session<…>` and returns `bool`, and name that function: `Guard<admins>`"
)]
pub trait GuardType: GuardedSession {
    /// A type that exists if this is a guard.
    type Known;
}

#[diagnostic::do_not_recommend]
impl<G: GuardedSession> GuardType for G {
    type Known = G::Session;
}

/// The call of a guard, apart from the session.
pub struct GuardCall<'c, S> {
    /// The state of the router, which `State<T>` is taken from.
    pub state: &'c S,
    /// The facts about the request.
    pub facts: RequestFacts<'c>,
}

argument_trait! {
    /// The arguments that a guard may take, apart from `&Session<…>`.
    #[diagnostic::on_unimplemented(
        message = "a guard cannot take `{Self}`",
        label = "not available in this callback",
        note = "it can take `&Session<…>`, a part of the state as `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` \
            and `Option<ClientIp>`"
    )]
    pub trait GuardArgument<'c, S>: GuardCall<'c, S>;
}

/// The values that a guard may return.
#[diagnostic::on_unimplemented(
    message = "a guard cannot return `{Self}`",
    label = "not an allow-or-deny value",
    note = "return `bool`, or a `Result` of it"
)]
pub trait GuardOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// Returns `true` if the session may pass.
    ///
    /// # Errors
    /// Returns the error of the application.
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
