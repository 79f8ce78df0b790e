//! The session of the stored user who changes how to sign in: such a change ends all other sessions of the user.

use super::{SessionState, basis, identity, lifetime, read, revocation, start, stored, stored_user};
use crate::{
    adapter::{Adapter, Basis},
    contract::{AdapterUser, StoredId, token::Jwt},
    flow::{error::AuthError, scope::Scope, types::AppTypes},
};

/// The session of a request, with its stored user.
pub(crate) struct OwnSession<T> {
    pub(crate) record: Jwt<T>,
    pub(crate) user: AdapterUser,
}

impl<T> OwnSession<T> {
    /// Returns `true` if the user has signed in, or has proven anything, in the last ten minutes.
    pub(crate) fn is_fresh<F: AppTypes>(&self, scope: &Scope<'_, F>) -> bool {
        lifetime::continued(scope, &self.record).is_fresh(scope.now)
    }
}

impl<T: Send + Sync> OwnSession<T> {
    /// Returns the state on which a change relies that the user makes in this session.
    pub(crate) fn basis<F: AppTypes<Token = T>>(&self, scope: &Scope<'_, F>) -> Basis {
        basis(scope, &self.record, &self.user)
    }
}

/// Returns the session of the request; `None` if there is none.
///
/// # Errors
/// Fails if the database or the access callback fails. Returns [`AuthError::AccessDenied`] for a user of the application,
/// who is not one of the database.
pub(crate) async fn own<F: AppTypes>(
    scope: &Scope<'_, F>,
) -> Result<Option<OwnSession<F::Token>>, AuthError> {
    let SessionState::Active(record) = read(scope).await? else { return Ok(None) };
    let user = stored_user(scope, &record).await?.ok_or(AuthError::AccessDenied)?;
    Ok(Some(OwnSession { record: *record, user }))
}

/// Ends all other sessions of the user, and continues this one under a new token, with what the request has proven. Tokens
/// that cannot be revoked stay valid until they expire.
///
/// # Errors
/// Fails if the database fails, or the token cannot be written. Returns [`AuthError::AccessDenied`] if the session has been
/// ended in the meantime.
pub(crate) async fn continue_alone<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: OwnSession<F::Token>,
) -> Result<(), AuthError> {
    let OwnSession { record, user } = own;
    scope.continued = Some(lifetime::continued(scope, &record));
    match scope.session_store() {
        Some(_) => continue_row(scope, &user).await,
        None => {
            identity::require_continued(scope).await?;
            match revocation::revoke_all(scope.engine, &user.id()).await {
                Ok(()) | Err(AuthError::NotRevocable) => {}
                Err(error) => return Err(error),
            }
            start(scope, record).await
        }
    }
}

/// Continues the session of a user who steps up under a new token, with what the request has proven. Other sessions stay.
///
/// # Errors
/// As [`continue_alone`].
pub(crate) async fn continue_with_proof<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: OwnSession<F::Token>,
) -> Result<(), AuthError> {
    let (Some(adapter), Some(present)) = (scope.session_store(), stored::token(scope)) else {
        identity::require_continued(scope).await?;
        return start(scope, own.record).await;
    };
    let Some(new) = stored::new_session(scope) else { return Err(AuthError::AccessDenied) };
    if adapter.delete_session(&present).await?.is_none() {
        return Err(AuthError::AccessDenied);
    }
    let new = new.while_unproven(own.user.email_verified.is_none());
    let session = adapter.create_session(&own.user.id(), new).await?;
    stored::set_cookie(scope, &session.session_token)
}

async fn continue_row<F: AppTypes>(scope: &mut Scope<'_, F>, user: &AdapterUser) -> Result<(), AuthError> {
    let (Some(adapter), Some(present), Some(new)) =
        (scope.session_store(), stored::token(scope), stored::new_session(scope))
    else {
        return Err(AuthError::AccessDenied);
    };
    let id: StoredId = user.id();
    revocation::end_pending(scope.engine, &id).await?;
    let has_ended = adapter.delete_session(&present).await?.is_none();
    adapter.delete_sessions_of(&id).await?;
    if has_ended {
        return Err(AuthError::AccessDenied);
    }
    let new = new.while_unproven(user.email_verified.is_none());
    let session = adapter.create_session(&id, new).await?;
    stored::set_cookie(scope, &session.session_token)
}
