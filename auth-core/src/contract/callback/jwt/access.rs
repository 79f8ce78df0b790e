//! `#[auth::jwt(access)]`: checks the token whenever the session is read.

use super::{Access, access_outcomes};
use crate::contract::{
    callback::{
        arguments::{RequestFacts, argument_trait},
        state::AppState,
        wiring::{Then, unnested},
    },
    error::BoxError,
    token::{claims::Claims, jwt::Jwt},
};

/// Checks the token whenever the session is read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not check tokens of type `{T}`",
    label = "not an access callback for this token",
    note = "put `#[auth::jwt(access)]` on the function, let it take the token that `.jwt::<…>()` makes as \
        `&Jwt<…>`, and register it after that"
)]
pub trait JwtAccessCallback<S: AppState, T: Claims>: 'static {
    /// The callback itself. The builder stores it as this type, which only callbacks have.
    type Wired;

    /// The return type of the function.
    type Outcome: JwtAccessOutcome;

    /// `true` if there is no callback, so that nothing has to be called.
    const IS_EMPTY: bool = false;

    /// Runs the function.
    fn call(call: JwtAccessCall<'_, S>, token: &Jwt<T>) -> impl Future<Output = Self::Outcome> + Send;
}

/// The call of an access callback, apart from the token.
pub struct JwtAccessCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The facts about the request.
    pub facts: RequestFacts<'c>,
}

impl<S> Clone for JwtAccessCall<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for JwtAccessCall<'_, S> {}

argument_trait! {
    /// The arguments that an access callback may take, apart from `&Jwt<…>`.
    #[diagnostic::on_unimplemented(
        message = "an access callback cannot take `{Self}`",
        label = "not available in this callback",
        note = "it can take `&Jwt<…>`, `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` and \
            `Option<ClientIp>`"
    )]
    pub trait JwtAccessArgument<'c, S>: JwtAccessCall<'c, S>;
}

/// The values that an access callback may return.
#[diagnostic::on_unimplemented(
    message = "an access callback cannot return `{Self}`",
    label = "not an allow-or-revoke value",
    note = "return `Access`, `bool`, or a `Result` of either"
)]
pub trait JwtAccessOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// Returns the decision about the session.
    ///
    /// # Errors
    /// Returns the error of the application, which is no decision: the session stays as it was.
    fn decide(self) -> Result<Access, BoxError>;
}

/// Allows every valid token, if the application registers no callback.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims> JwtAccessCallback<S, T> for () {
    type Wired = Self;
    type Outcome = Access;

    const IS_EMPTY: bool = true;

    async fn call(_: JwtAccessCall<'_, S>, _: &Jwt<T>) -> Access {
        Access::Allow
    }
}

/// Allows the session if both callbacks do.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims, A: JwtAccessCallback<S, T>, B: JwtAccessCallback<S, T>> JwtAccessCallback<S, T>
    for Then<A, B>
{
    type Wired = Self;
    type Outcome = Result<Access, BoxError>;

    async fn call(call: JwtAccessCall<'_, S>, token: &Jwt<T>) -> Self::Outcome {
        let first =
            if A::IS_EMPTY { Access::Allow } else { unnested(A::call(call, token)).await.decide()? };
        match first {
            Access::Allow => B::call(call, token).await.decide(),
            Access::Revoke => Ok(Access::Revoke),
        }
    }
}

access_outcomes! {
    JwtAccessOutcome: Access => |access| access, bool => |allow| if allow { Access::Allow } else { Access::Revoke };
}
