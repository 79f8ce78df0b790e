//! `#[auth::jwt(update)]`: what the browser sends is taken into the token.

use serde::de::DeserializeOwned;

use super::{Access, access_outcomes};
use crate::contract::{
    callback::{
        arguments::{RequestFacts, shared_arguments},
        state::AppState,
    },
    error::BoxError,
    token::{claims::Claims, jwt::Jwt},
};

/// Takes what the browser sends by `useSession().update(…)` into the token.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not update tokens of type `{T}`",
    label = "not an update callback for this token",
    note = "put `#[auth::jwt(update)]` on the function, let it take `&mut Jwt<…>` of the token that \
        `.jwt::<…>()` makes, and wire it after that"
)]
pub trait JwtUpdateCallback<S: AppState, T: Claims>: 'static {
    /// The callback itself: the builder remembers it by this name, which only a callback has.
    type Wired;

    /// What the function returns.
    type Outcome: JwtUpdateOutcome;

    /// Runs the function. It does not run when the payload does not fit its type.
    fn call(
        call: JwtUpdateCall<'_, S>,
        token: &mut Jwt<T>,
    ) -> impl Future<Output = Result<Self::Outcome, InvalidPayload>> + Send;
}

/// What an update callback is called with, beside the token.
pub struct JwtUpdateCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The request.
    pub facts: RequestFacts<'c>,
    /// What the browser sent; null when it sent nothing.
    pub payload: &'c serde_json::Value,
}

/// What the browser sent by `useSession().update(payload)`, as a type. Members that the type does not name
/// are ignored.
///
/// A payload that does not fit is answered 400 with a JSON error, and the token stays as it was. The payload
/// is a stranger's word: take from it what a user may change, and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Update<P>(pub P);

/// A payload that does not fit its type. It does not say what was there: that is a stranger's, and may be a
/// secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the payload does not fit the type that the update takes")]
#[non_exhaustive]
pub struct InvalidPayload;

/// What an update callback may take beside `&mut Jwt<…>`.
#[diagnostic::on_unimplemented(
    message = "an update callback cannot take `{Self}`",
    label = "not there when a session is updated",
    note = "it can take `&mut Jwt<…>`, `Update<…>`, `State<…>` (written out, no alias), `&HeaderMap`, \
        `Cookies<'_>` and `Option<ClientIp>`"
)]
pub trait JwtUpdateArgument<'c, S: AppState>: Sized {
    /// Takes the argument from what the callback is called with.
    ///
    /// # Errors
    /// When the payload does not fit.
    fn from_call(call: &JwtUpdateCall<'c, S>) -> Result<Self, InvalidPayload>;
}

shared_arguments! {
    JwtUpdateArgument<'c, S>: JwtUpdateCall<'c, S> => Result<Self, InvalidPayload>, Ok
}

impl<'c, S: AppState, P: UpdatePayload> JwtUpdateArgument<'c, S> for Update<P> {
    fn from_call(call: &JwtUpdateCall<'c, S>) -> Result<Self, InvalidPayload> {
        P::read(call.payload).map(Update)
    }
}

/// A type that the payload of an update can have: every owned type that serde reads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from what the browser sends",
    label = "not a payload of an update",
    note = "put `#[derive(serde::Deserialize)]` on `{Self}`; it must own what it holds"
)]
pub trait UpdatePayload: Sized {
    /// The payload as this type.
    ///
    /// # Errors
    /// When it does not fit.
    fn read(payload: &serde_json::Value) -> Result<Self, InvalidPayload>;
}

#[diagnostic::do_not_recommend]
impl<P: DeserializeOwned> UpdatePayload for P {
    fn read(payload: &serde_json::Value) -> Result<P, InvalidPayload> {
        P::deserialize(payload).map_err(|_| InvalidPayload)
    }
}

/// What an update callback may return.
#[diagnostic::on_unimplemented(
    message = "an update callback cannot return `{Self}`",
    label = "not an outcome of an update",
    note = "return nothing, `Access`, or a `Result` of either"
)]
pub trait JwtUpdateOutcome: Send {
    /// That it can be returned.
    const IS_SUPPORTED: bool = true;

    /// Whether the session goes on, or what failed.
    ///
    /// # Errors
    /// The error of the application.
    fn decide(self) -> Result<Access, BoxError>;
}

/// No callback: the token stays as it is.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims> JwtUpdateCallback<S, T> for () {
    type Wired = Self;
    type Outcome = ();

    async fn call(_: JwtUpdateCall<'_, S>, _: &mut Jwt<T>) -> Result<(), InvalidPayload> {
        Ok(())
    }
}

access_outcomes! {
    JwtUpdateOutcome: () => |_nothing| Access::Allow, Access => |keep| keep;
}
