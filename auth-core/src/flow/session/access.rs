//! The access and update callbacks.

use serde_json::Value;

use crate::{
    adapter::Adapter,
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
    let issued = token.issued();
    let outcome = trace::callback("jwt(update)", F::Update::call(call, token)).await?;
    token.correct(issued);
    Ok(outcome.decide().unwrap_or_else(|error| {
        AuthError::callback("jwt(update)", error).log();
        Access::Revoke
    }))
}

/// Returns `true` if a token was issued before the e-mail address of its stored user was proven. The first proof ends
/// all sessions that were started without it.
///
/// # Errors
/// Fails if the database fails.
pub(super) async fn predates_proof<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &Jwt<F::Token>,
) -> Result<bool, AuthError> {
    match (token.session_owner(), token.email_verified, scope.adapter()) {
        (Some(id), Some(false), Ok(adapter)) => {
            let user = adapter.user(&id).await?;
            Ok(user.is_some_and(|user| user.proven_address().is_some()))
        }
        _ => Ok(false),
    }
}
