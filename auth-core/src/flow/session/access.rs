//! The access and update callbacks.

use serde_json::Value;

use crate::{
    contract::{
        callback::jwt::{
            Access, InvalidPayload, JwtAccessCall, JwtAccessCallback, JwtAccessOutcome, JwtUpdateCall,
            JwtUpdateCallback, JwtUpdateOutcome,
        },
        token::Jwt,
    },
    flow::{error::AuthError, scope::Scope, types::AppTypes},
    trace,
};

/// Asks the access callback. A callback that fails ends the session.
pub(super) async fn check<F: AppTypes>(scope: &Scope<'_, F>, token: &Jwt<F::Token>) -> Access {
    let call = JwtAccessCall { state: scope.state(), facts: scope.facts };
    let outcome = trace::callback("jwt(access)", F::Access::call(call, token)).await;
    outcome.decide().unwrap_or_else(|error| {
        AuthError::callback("jwt(access)", error).log();
        Access::Revoke
    })
}

/// Runs the update callback on the token.
///
/// # Errors
/// Fails if the payload does not fit its type. Any other failure ends the session.
pub(crate) async fn update<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &mut Jwt<F::Token>,
    payload: &Value,
) -> Result<Access, InvalidPayload> {
    let call = JwtUpdateCall { state: scope.state(), facts: scope.facts, payload };
    let outcome = trace::callback("jwt(update)", F::Update::call(call, token)).await?;
    Ok(outcome.decide().unwrap_or_else(|error| {
        AuthError::callback("jwt(update)", error).log();
        Access::Revoke
    }))
}
