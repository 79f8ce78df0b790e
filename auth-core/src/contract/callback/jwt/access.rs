//! `#[auth::jwt(access)]`: the token is looked at whenever the session is read.

use super::{Access, access_outcomes};
use crate::contract::{
    callback::{
        arguments::{RequestFacts, argument_trait},
        state::AppState,
        wiring::Then,
    },
    error::BoxError,
    token::{claims::Claims, jwt::Jwt},
};

/// Looks at a token every time the session is read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not check tokens of type `{T}`",
    label = "not an access callback for this token",
    note = "put `#[auth::jwt(access)]` on the function, let it take `&Jwt<…>` of the token that \
        `.jwt::<…>()` makes, and wire it after that"
)]
pub trait JwtAccessCallback<S: AppState, T: Claims>: 'static {
    /// The callback itself: the builder remembers it by this name, which only a callback has.
    type Wired;

    /// What the function returns.
    type Outcome: JwtAccessOutcome;

    /// Runs the function.
    fn call(call: JwtAccessCall<'_, S>, token: &Jwt<T>) -> impl Future<Output = Self::Outcome> + Send;
}

/// What an access callback is called with, beside the token.
pub struct JwtAccessCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The request.
    pub facts: RequestFacts<'c>,
}

impl<S> Clone for JwtAccessCall<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for JwtAccessCall<'_, S> {}

argument_trait! {
    /// What an access callback may take beside `&Jwt<…>`.
    #[diagnostic::on_unimplemented(
        message = "an access callback cannot take `{Self}`",
        label = "not there when a session is read",
        note = "it can take `&Jwt<…>`, `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` and \
            `Option<ClientIp>`"
    )]
    pub trait JwtAccessArgument<'c, S>: JwtAccessCall<'c, S>;
}

/// What an access callback may return.
#[diagnostic::on_unimplemented(
    message = "an access callback cannot return `{Self}`",
    label = "does not say whether the session goes on",
    note = "return `Access`, `bool`, or a `Result` of either"
)]
pub trait JwtAccessOutcome: Send {
    /// That it can be returned.
    const IS_SUPPORTED: bool = true;

    /// Whether the session goes on, or what failed.
    ///
    /// # Errors
    /// The error of the application.
    fn decide(self) -> Result<Access, BoxError>;
}

/// No callback: every valid token is a session.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims> JwtAccessCallback<S, T> for () {
    type Wired = Self;
    type Outcome = Access;

    async fn call(_: JwtAccessCall<'_, S>, _: &Jwt<T>) -> Access {
        Access::Allow
    }
}

/// Both must keep the session.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims, A: JwtAccessCallback<S, T>, B: JwtAccessCallback<S, T>> JwtAccessCallback<S, T>
    for Then<A, B>
{
    type Wired = Self;
    type Outcome = Result<Access, BoxError>;

    async fn call(call: JwtAccessCall<'_, S>, token: &Jwt<T>) -> Self::Outcome {
        match A::call(call, token).await.decide()? {
            Access::Allow => B::call(call, token).await.decide(),
            Access::Revoke => Ok(Access::Revoke),
        }
    }
}

access_outcomes! {
    JwtAccessOutcome: Access => |keep| keep, bool => |keep| if keep { Access::Allow } else { Access::Revoke };
}
