//! Stores the authenticator application that a user has confirmed.

use super::verify;
use crate::{
    adapter::{Adapter, Basis},
    check::confirmed_totp::ConfirmedTotp,
    contract::{Secret, StoredId, callback::event::SecondFactorChange},
    flow::{error::AuthError, scope::Scope, types::AppTypes},
};

/// Stores an authenticator application and its recovery codes for a user, in place of the one whose sealed secret is
/// `replaces`, and reports the event. Writes only if the state of the user is still `basis`.
///
/// # Errors
/// Fails if the user has another authenticator application in the meantime, or the database fails.
pub(crate) async fn store<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &StoredId,
    enrolment: &ConfirmedTotp,
    (replaces, basis): (Option<Secret>, Basis),
) -> Result<(), AuthError> {
    let keys = &verify::settings(scope)?.keys;
    let totp = enrolment.sealed(keys, user, scope.now, &*scope.engine.settings.random);
    scope.adapter()?.enrol_totp(user, totp.replacing(replaces).on(basis)).await?;
    verify::report(scope, user, SecondFactorChange::Enrolled).await
}
