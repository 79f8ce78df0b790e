//! The access and update callbacks.

use serde_json::Value;

use crate::{
    adapter::Adapter,
    contract::{
        AdapterUser,
        callback::jwt::{
            Access, JwtAccessCall, JwtAccessCallback, JwtAccessOutcome, JwtUpdateCall, JwtUpdateCallback,
            JwtUpdateOutcome,
        },
        token::Jwt,
    },
    flow::{error::AuthError, scope::Scope, types::AppTypes},
    trace,
};

/// Asks the access callback.
///
/// # Errors
/// Fails if the callback fails, which is no decision about the session.
pub(super) async fn check<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &Jwt<F::Token>,
) -> Result<Access, AuthError> {
    let call = JwtAccessCall { state: scope.state(), facts: scope.facts };
    let outcome = trace::callback("jwt(access)", F::Access::call(call, token)).await;
    outcome.decide().map_err(|error| AuthError::callback("jwt(access)", error))
}

/// Runs the update callback on the token.
///
/// # Errors
/// Fails if the payload does not fit its type, or the callback fails.
pub(crate) async fn update<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &mut Jwt<F::Token>,
    payload: &Value,
) -> Result<Access, AuthError> {
    let call = JwtUpdateCall { state: scope.state(), facts: scope.facts, payload };
    let issued = token.issued();
    let outcome = trace::callback("jwt(update)", F::Update::call(call, token)).await?;
    token.correct(issued);
    outcome.decide().map_err(|error| AuthError::callback("jwt(update)", error))
}

/// Returns `true` if a token is of a stored user who is gone, or was issued while the user had another e-mail address than
/// the one that has been proven since. Tokens that can be revoked end by the epoch of their user instead.
///
/// # Errors
/// Fails if the database fails.
pub(super) async fn is_of_a_former_user<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &Jwt<F::Token>,
) -> Result<bool, AuthError> {
    let is_revocable = scope.engine.settings.epochs.is_some();
    let (Some(id), Ok(adapter), false) = (token.session_owner(), scope.adapter(), is_revocable) else {
        return Ok(false);
    };
    let Some(user) = Box::pin(adapter.user(&id)).await? else { return Ok(true) };
    Ok(is_of_a_former_address(token, &user))
}

/// Returns `true` if a token was issued while its user had another e-mail address than the one that has been proven since.
pub(super) fn is_of_a_former_address<T>(token: &Jwt<T>, user: &AdapterUser) -> bool {
    let (Some(address), Some(own)) = (user.proven_address(), &token.email) else { return false };
    let begun = token.auth_time.or(token.iat);
    !address.is_spelled(Some(own)) && user.email_verified > begun
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
            let user = Box::pin(adapter.user(&id)).await?;
            Ok(user.is_some_and(|user| user.proven_address().is_some()))
        }
        _ => Ok(false),
    }
}
