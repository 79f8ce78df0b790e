//! A change of the signed-in user's password. The user enters the present one, or has proven something in the last ten
//! minutes. The other sessions end.

use super::{about, end_late_keys, report};
use crate::{
    adapter::Adapter,
    check::password::PasswordError,
    contract::{CredentialsSignin, Password, assurance::AuthMethod, callback::event::PasswordChange},
    flow::{
        api_keys,
        error::AuthError,
        password,
        scope::Scope,
        session::{self, OwnSession},
        sign_in::limit::{self, AccountName, Purpose},
        types::AppTypes,
    },
};

/// The proof that a change asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NeededProof {
    /// None: the user has proven something in the last ten minutes.
    Nothing,
    /// The present password, or a fresh proof.
    Current,
    /// A fresh proof, because the user has no password.
    Fresh,
}

/// Returns the proof that a change asks for.
///
/// # Errors
/// Fails if passwords are not turned on, or the database fails.
pub(crate) async fn needed<F: AppTypes>(
    scope: &Scope<'_, F>,
    own: &OwnSession<F::Token>,
) -> Result<NeededProof, AuthError> {
    let stored = password::adapter(&scope.engine.settings)?.password_of(&own.user.id()).await?;
    Ok(match stored {
        _ if own.is_fresh(scope) => NeededProof::Nothing,
        Some(_) => NeededProof::Current,
        None => NeededProof::Fresh,
    })
}

/// Stores a new password of the signed-in user. The session continues under a new token, and all others end. Returns `true`
/// if the others have ended, as far as they can be ended.
///
/// # Errors
/// - [`AuthError::CredentialsSignin`] if the present password is wrong, and [`AuthError::TooManyRequests`] after too many wrong
///   ones.
/// - [`AuthError::StepUpRequired`] if the present password is missing, and nothing was proven in the last ten minutes.
/// - [`PasswordError::Refused`] if the new password breaks a rule.
/// - [`PasswordError::Overtaken`] if another one was stored in the meantime.
pub(crate) async fn change<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: OwnSession<F::Token>,
    current: Option<&Password>,
    new: &Password,
) -> Result<bool, AuthError> {
    limit::network(scope).await?;
    let (settings, id) = (&scope.engine.settings, own.user.id());
    let adapter = password::adapter(settings)?;
    let mut stored = adapter.password_of(&id).await?;
    match (&stored, current) {
        (Some(before), Some(current)) => {
            verify(scope, &own, current).await?;
            let now = adapter.password_of(&id).await?;
            // The check may have replaced an outdated hash; anything else is a change by another request.
            let is_same = now.as_ref().is_some_and(|now| now.hash == before.hash);
            if !is_same && !password::verify(settings, Some(&id), current).await? {
                return Err(PasswordError::Overtaken.into());
            }
            stored = now;
            scope.prove(AuthMethod::Password);
        }
        _ if own.is_fresh(scope) => {}
        _ => return Err(AuthError::StepUpRequired),
    }
    let accepted = password::check_new_password(settings, new, about(&own.user)).await?;
    api_keys::end_for_new_password(settings, &id).await?;
    let basis = own.basis(scope);
    if !password::store_password_on(settings, &id, &accepted, (stored.as_ref(), basis)).await? {
        return Err(PasswordError::Overtaken.into());
    }
    let change = if stored.is_some() { PasswordChange::Changed } else { PasswordChange::Set };
    report(scope, &own.user, change).await?;
    let have_ended = session::end_others(scope, own).await;
    end_late_keys(scope, &id).await;
    Ok(have_ended)
}

/// Checks the present password. Wrong ones are counted as those of sign-ins.
async fn verify<F: AppTypes>(
    scope: &Scope<'_, F>,
    own: &OwnSession<F::Token>,
    current: &Password,
) -> Result<(), AuthError> {
    let id = own.user.id();
    let counted = limit::account(scope, Purpose::SignIn, &AccountName::of_stored(&id)).await?;
    if !password::verify(&scope.engine.settings, Some(&id), current).await? {
        return Err(CredentialsSignin::default().into());
    }
    counted.forgive(scope).await;
    Ok(())
}
