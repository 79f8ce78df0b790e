//! The code that the user of a pending sign-in enters.

use super::{pending::Pending, verify};
use crate::{
    check::confirmed_totp::ConfirmedTotp,
    contract::assurance::AuthMethod,
    flow::{error::AuthError, scope::Scope, types::AppTypes},
};

/// Checks the code for a pending sign-in, and records the proof. Returns the authenticator application if the code
/// confirms a new one. Wrong codes for a new one are not counted, because the browser knows its secret.
///
/// # Errors
/// As [`verify`](verify::verify).
pub(crate) async fn check<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    pending: &Pending,
    code: &str,
) -> Result<Option<ConfirmedTotp>, AuthError> {
    if let Some(secret) = pending.enrolment() {
        let enrolment = ConfirmedTotp::confirm(secret, code, scope.now, &*scope.engine.settings.random);
        let enrolment = enrolment.ok_or(AuthError::WrongCode)?;
        scope.prove(AuthMethod::Otp);
        return Ok(Some(enrolment));
    }
    let user = pending.stored_user().ok_or(AuthError::NoPendingSignIn)?;
    verify::verify(scope, &user, code).await?;
    Ok(None)
}
