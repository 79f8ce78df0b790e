//! `#[auth::jwt(update)]`: changes the token on an update from the browser.

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

/// Changes the token when the browser calls `useSession().update(…)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not update tokens of type `{T}`",
    label = "not an update callback for this token",
    note = "put `#[auth::jwt(update)]` on the function, let it take the token that `.jwt::<…>()` makes as \
        `&mut Jwt<…>`, and register it after that"
)]
pub trait JwtUpdateCallback<S: AppState, T: Claims>: 'static {
    /// The callback itself. The builder stores it as this type, which only callbacks have.
    type Wired;

    /// The return type of the function.
    type Outcome: JwtUpdateOutcome;

    /// Runs the function. It does not run if the payload does not fit its type.
    fn call(
        call: JwtUpdateCall<'_, S>,
        token: &mut Jwt<T>,
    ) -> impl Future<Output = Result<Self::Outcome, InvalidPayload>> + Send;
}

/// The call of an update callback, apart from the token.
pub struct JwtUpdateCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The facts about the request.
    pub facts: RequestFacts<'c>,
    /// The value that the browser sent; null if it sent nothing.
    pub payload: &'c serde_json::Value,
}

/// The payload that the browser sent with `useSession().update(payload)`, as a type. Members that the type does not
/// name are ignored.
///
/// If the payload does not fit the type, the server responds with 400 and a JSON error, and the token does not
/// change. The payload is untrusted: copy only values that the user may change.
#[derive(Clone, Copy, Debug)]
pub struct Update<P>(pub P);

/// The error for a payload that does not fit its type. It does not contain the payload, which is untrusted and may
/// be a secret.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the payload does not fit the type that the update takes")]
#[non_exhaustive]
pub struct InvalidPayload;

crate::contract::readable::debug_by_message!(InvalidPayload);

/// The payload that the server passes to an update of a session: a value that can be written as JSON. Implemented for every type that
/// implements `serde::Serialize`.
#[cfg(feature = "server")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the payload of an update",
    label = "cannot be written as JSON",
    note = "put `#[derive(serde::Serialize)]` on it; the callback under `#[auth::jwt(update)]` reads it as its `Update<…>`"
)]
pub trait IntoPayload {
    /// Returns the payload as JSON.
    ///
    /// # Errors
    /// Fails if the value cannot be written as JSON.
    fn into_json(self) -> Result<serde_json::Value, InvalidPayload>;
}

#[cfg(feature = "server")]
#[diagnostic::do_not_recommend]
impl<P: serde::Serialize> IntoPayload for P {
    fn into_json(self) -> Result<serde_json::Value, InvalidPayload> {
        serde_json::to_value(self).map_err(|_| InvalidPayload)
    }
}

/// The arguments that an update callback may take, apart from `&mut Jwt<…>`.
#[diagnostic::on_unimplemented(
    message = "an update callback cannot take `{Self}`",
    label = "not available in this callback",
    note = "it can take `&mut Jwt<…>`, `Update<…>`, a part of the state as `State<…>` (written out, no alias), `&HeaderMap`, \
        `Cookies<'_>` and `Option<ClientIp>`"
)]
pub trait JwtUpdateArgument<'c, S: AppState>: Sized {
    /// Takes the argument from the call.
    ///
    /// # Errors
    /// Returns an error if the payload does not fit its type.
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

/// The payload type of an update: any owned type that serde can deserialise.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from what the browser sends",
    label = "not a payload of an update",
    note = "put `#[derive(serde::Deserialize)]` on `{Self}`; it must own what it holds"
)]
pub trait UpdatePayload: Sized {
    /// Reads the payload as this type.
    ///
    /// # Errors
    /// Returns an error if the payload does not fit.
    fn read(payload: &serde_json::Value) -> Result<Self, InvalidPayload>;
}

#[diagnostic::do_not_recommend]
impl<P: DeserializeOwned> UpdatePayload for P {
    fn read(payload: &serde_json::Value) -> Result<P, InvalidPayload> {
        P::deserialize(payload).map_err(|_| InvalidPayload)
    }
}

/// The values that an update callback may return.
#[diagnostic::on_unimplemented(
    message = "an update callback cannot return `{Self}`",
    label = "not a valid result of an update",
    note = "return nothing, `Access`, or a `Result` of either"
)]
pub trait JwtUpdateOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// Returns the decision about the session.
    ///
    /// # Errors
    /// Returns the error of the application, which is no decision: the session stays as it was.
    fn decide(self) -> Result<Access, BoxError>;
}

/// Keeps the token unchanged, if the application registers no callback.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims> JwtUpdateCallback<S, T> for () {
    type Wired = Self;
    type Outcome = ();

    async fn call(_: JwtUpdateCall<'_, S>, _: &mut Jwt<T>) -> Result<(), InvalidPayload> {
        Ok(())
    }
}

access_outcomes! {
    JwtUpdateOutcome: () => |_nothing| Access::Allow, Access => |access| access;
}
