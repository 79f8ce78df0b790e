//! The access and update callbacks, and the revocation of tokens.

use serde_json::Value;

use crate::{
    adapter::Adapter,
    contract::{
        StoredId,
        callback::jwt::{
            Access, InvalidPayload, JwtAccessCall, JwtAccessCallback, JwtAccessOutcome, JwtUpdateCall,
            JwtUpdateCallback, JwtUpdateOutcome,
        },
        token::{Jwt, subject::TokenSubject},
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
    token.correct(&issued);
    Ok(outcome.decide().unwrap_or_else(|error| {
        AuthError::callback("jwt(update)", error).log();
        Access::Revoke
    }))
}

/// Returns `true` if the user of a token was signed out everywhere after the token was issued.
pub(super) async fn is_revoked<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &Jwt<F::Token>,
) -> Result<bool, AuthError> {
    Ok(token.epoch.unwrap_or_default() < revoked_epoch(scope, token).await?.unwrap_or_default())
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
    match (token.stored_id(), token.email_verified, scope.adapter()) {
        (Some(id), Some(false), Ok(adapter)) => {
            let user = adapter.user(&id).await?;
            Ok(user.is_some_and(|user| user.email_verified.is_some()))
        }
        _ => Ok(false),
    }
}

/// Returns the epoch of a token's user; `None` if tokens cannot be revoked. Tokens of an earlier epoch are revoked.
pub(crate) async fn revoked_epoch<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &Jwt<F::Token>,
) -> Result<Option<u64>, AuthError> {
    match (&scope.engine.settings.epochs, epoch_owner(token)) {
        (Some(epochs), Some(owner)) => {
            Ok(Some(epochs.of(scope.adapter()?, owner.as_str(), scope.now).await?))
        }
        _ => Ok(None),
    }
}

/// Returns the key of the epoch that counts for a token. Users of the application have keys of their own, so that they
/// share none with a stored user who has the same ID.
fn epoch_owner<T>(token: &Jwt<T>) -> Option<StoredId> {
    let sub = token.sub.as_deref()?;
    Some(match token.subject {
        Some(TokenSubject::Application) => epoch_of_application_user(sub),
        Some(TokenSubject::Store) | None => StoredId::from_store(sub),
    })
}

/// Returns the key of the epoch of a user of the application.
pub(super) fn epoch_of_application_user(id: &str) -> StoredId {
    StoredId::from_store(format!("application:{id}"))
}
