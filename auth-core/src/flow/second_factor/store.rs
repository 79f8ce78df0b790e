//! Stores the authenticator application that a user has confirmed.

use super::verify;
use crate::{
    adapter::Adapter,
    check::confirmed_totp::ConfirmedTotp,
    contract::{Secret, StoredId, callback::event::SecondFactorChange},
    flow::{error::AuthError, scope::Scope, types::AppTypes},
};

/// Stores an authenticator application and its recovery codes for a user, in place of the one whose sealed secret is
/// `replaces`, and reports the event. With `while_unproven`, only while the user's e-mail address is not proven.
///
/// # Errors
/// Fails if the user has another authenticator application in the meantime, or the database fails.
pub(crate) async fn store<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &StoredId,
    enrolment: &ConfirmedTotp,
    (replaces, while_unproven): (Option<Secret>, bool),
) -> Result<(), AuthError> {
    let keys = &verify::settings(scope)?.keys;
    let totp = enrolment.sealed(keys, user, scope.now, &*scope.engine.settings.random);
    scope.adapter()?.enrol_totp(user, totp.replacing(replaces).while_unproven(while_unproven)).await?;
    verify::report(scope, user, SecondFactorChange::Enrolled).await
}
