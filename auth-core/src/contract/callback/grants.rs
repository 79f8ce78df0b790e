//! `#[auth::grants]`: returns the permissions of a session.

use super::{
    arguments::{RequestFacts, argument_trait},
    state::AppState,
};
use crate::contract::{
    error::BoxError,
    permission::{Permissions, Set},
    session::Session,
};

/// An enum of permissions, and the function that grants them to sessions of `V`. Implemented by `#[auth::grants]` on the
/// function.
///
/// The session is a parameter and not an associated type: a private session struct next to a public enum would be an
/// error otherwise.
pub trait Granted<V>: Permissions {
    /// The type with the name of the function.
    type By;
}

/// An enum of permissions that a function grants to sessions of `V`: all that are [`Granted`].
#[diagnostic::on_unimplemented(
    message = "no function says who has the permissions of `{Self}`",
    label = "no function grants this permission",
    note = "write a function from the session to a set: `#[auth::grants] fn granted(session: &Session<{V}>) -> Set<{Self}>`"
)]
pub trait HasGrants<V>: 'static {
    /// The type with the name of the function.
    type By;
}

#[diagnostic::do_not_recommend]
impl<P: Granted<V>, V> HasGrants<V> for P {
    type By = P::By;
}

/// Returns the permissions of a session.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not grant permissions",
    label = "not a grants function",
    note = "put `#[auth::grants]` on the function and let it take `&Session<…>` of the application's session"
)]
pub trait GrantsCallback<S: AppState, V, P>: 'static {
    /// `true` if the function takes the session alone. A request keeps the set then. Otherwise the set may differ between
    /// two arguments of one request: routers in routers can have states of one type with different values.
    const TAKES_THE_SESSION_ALONE: bool;

    /// Runs the function.
    fn call(
        call: GrantsCall<'_, S>,
        session: &Session<V>,
    ) -> impl Future<Output = Result<Set<P>, BoxError>> + Send;
}

/// The call of a grants function, apart from the session.
pub struct GrantsCall<'c, S> {
    /// The state of the router, which `State<T>` is taken from.
    pub state: &'c S,
    /// The facts about the request.
    pub facts: RequestFacts<'c>,
}

argument_trait! {
    /// The arguments that a grants function may take, apart from `&Session<…>`.
    #[diagnostic::on_unimplemented(
        message = "a grants function cannot take `{Self}`",
        label = "not available in this callback",
        note = "it can take `&Session<…>`, a part of the state as `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` \
            and `Option<ClientIp>`"
    )]
    pub trait GrantsArgument<'c, S>: GrantsCall<'c, S>;
}

/// The values that a grants function may return.
#[diagnostic::on_unimplemented(
    message = "a grants function cannot return `{Self}`",
    label = "not a set of permissions",
    note = "return `Set<…>` of the enum under `#[auth::permissions]`, or a `Result` of it"
)]
pub trait GrantsOutcome {
    /// The enum of permissions.
    type Permission;

    /// Returns the set.
    ///
    /// # Errors
    /// Returns the error of the application.
    fn granted(self) -> Result<Set<Self::Permission>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<P> GrantsOutcome for Set<P> {
    type Permission = P;

    fn granted(self) -> Result<Self, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<P, E: Into<BoxError>> GrantsOutcome for Result<Set<P>, E> {
    type Permission = P;

    fn granted(self) -> Result<Set<P>, BoxError> {
        self.map_err(Into::into)
    }
}
