//! The session of the stored user who changes how to sign in: such a change ends all other sessions of the user.

use super::{
    SessionState, basis, basis_of, identity, lifetime, read, revocation, start, stored, stored_user,
};
#[cfg(feature = "email")]
use crate::adapter::NewSession;
use crate::{
    adapter::{Adapter, AdapterError, AnyAdapter, Basis, Conflict},
    contract::{AdapterSession, AdapterUser, StoredId, token::Jwt},
    flow::{error::AuthError, row_token::RowToken, scope::Scope, types::AppTypes},
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
    #[cfg_attr(
        not(any(feature = "password", feature = "totp")),
        allow(dead_code, reason = "for passwords and second factors")
    )]
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
    scope.continued = Some(Box::new(lifetime::continued(scope, &record)));
    match scope.session_store() {
        Some(_) => continue_row_alone(scope, &user).await,
        None => {
            identity::require_continued(scope).await?;
            continue_token_alone(scope, record, &user).await
        }
    }
}

async fn continue_token_alone<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    record: Jwt<F::Token>,
    user: &AdapterUser,
) -> Result<(), AuthError> {
    match revocation::revoke_all(scope.engine, &user.id()).await {
        Ok(epoch) => scope.relied_on = Some((user.id(), epoch)),
        Err(AuthError::NotRevocable) => {}
        Err(error) => return Err(error),
    }
    start(scope, Box::new(record)).await
}

/// Requires that the session is still there. A change of the address asks before it is stored, because the session does not
/// fit the new address until it is continued.
///
/// # Errors
/// Fails if the session has ended, or the database fails.
#[cfg(feature = "email")]
pub(crate) async fn require<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: &OwnSession<F::Token>,
) -> Result<(), AuthError> {
    scope.continued = Some(Box::new(lifetime::continued(scope, &own.record)));
    identity::require_continued(scope).await
}

/// Ends all other sessions of a user as [`end_others`] does, after a change before which the session was [required](require).
#[cfg(feature = "email")]
pub(crate) async fn end_others_of_changed<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: OwnSession<F::Token>,
) -> bool {
    let OwnSession { record, user } = own;
    scope.continued = Some(Box::new(lifetime::continued(scope, &record)));
    logged(match scope.session_store() {
        Some(_) => continue_row_alone(scope, &user).await,
        None => continue_token_alone(scope, record, &user).await,
    })
}

/// Ends all other sessions of a user, as [`continue_alone`] does, after a change that is stored already. A failure is logged,
/// and the result is `false`.
#[cfg(feature = "password")]
pub(crate) async fn end_others<F: AppTypes>(scope: &mut Scope<'_, F>, own: OwnSession<F::Token>) -> bool {
    logged(continue_alone(scope, own).await)
}

/// Logs that sessions could not be ended. Returns `true` if they have been.
#[cfg(any(feature = "email", feature = "password"))]
fn logged(ended: Result<(), AuthError>) -> bool {
    if let Err(error) = &ended {
        error.log();
        tracing::warn!(target: "auth", help = "sessions_not_ended", "the other sessions of a user could not be ended");
    }
    ended.is_ok()
}

/// Returns the row that continues the session after the first proof of the user's address, which ends all sessions; `None`
/// if sessions are tokens.
#[cfg(feature = "email")]
pub(crate) fn continued_row<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    record: &Jwt<F::Token>,
) -> Option<NewSession> {
    scope.continued = Some(Box::new(lifetime::continued(scope, record)));
    stored::new_session(scope)
}

/// Continues the session after the first proof of the user's address: as the row of [`continued_row`], which was stored with
/// the proof, or as a new token.
///
/// # Errors
/// Fails if the database fails, or the token cannot be written.
#[cfg(feature = "email")]
pub(crate) async fn continue_proven<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    record: Jwt<F::Token>,
    row: Option<AdapterSession>,
) -> Result<(), AuthError> {
    match row {
        Some(row) => stored::set_new_cookie(scope, &row),
        None => start(scope, Box::new(record)).await,
    }
}

/// Continues the session of a user who steps up under a new token, with what the request has proven. Other sessions stay.
///
/// # Errors
/// As [`continue_alone`].
#[cfg(feature = "totp")]
pub(crate) async fn continue_with_proof<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    own: OwnSession<F::Token>,
) -> Result<(), AuthError> {
    let (Some(adapter), Some(present)) = (scope.session_store(), stored::token(scope)) else {
        identity::require_continued(scope).await?;
        return start(scope, Box::new(own.record)).await;
    };
    continue_row(scope, adapter, (&own.user, present)).await.map(drop)
}

/// Starts a session in place of the present one, which must not have ended.
async fn continue_row<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    adapter: &AnyAdapter,
    (user, present): (&AdapterUser, RowToken),
) -> Result<AdapterSession, AuthError> {
    let new = stored::new_session(scope).ok_or(AuthError::AccessDenied)?;
    let new = new.replacing(Some(present.key.clone())).on(basis_of(user, Some(present.key), None));
    let session = adapter.create_session(&user.id(), new).await.map_err(|error| match error {
        AdapterError::Conflict(Conflict::Ended | Conflict::Proof) => AuthError::AccessDenied,
        error => error.into(),
    })?;
    stored::set_new_cookie(scope, &session)?;
    Ok(session)
}

/// Ends all sessions of a user, apart from a row that this request has started. A token that this request issues afterwards
/// relies on the new epoch, and is valid.
///
/// # Errors
/// Fails if the database fails.
#[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
pub(crate) async fn end_all_but<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    user: &StoredId,
    own: Option<&AdapterSession>,
) -> Result<(), AuthError> {
    match scope.session_store() {
        Some(adapter) => {
            revocation::end_pending(scope.engine, user).await?;
            Ok(delete_rows_but(adapter, user, own).await?)
        }
        None => match revocation::revoke_all(scope.engine, user).await {
            Ok(epoch) => {
                scope.relied_on = Some((user.clone(), epoch));
                Ok(())
            }
            Err(AuthError::NotRevocable) => Ok(()),
            Err(error) => Err(error),
        },
    }
}

/// Deletes all rows of a user but one.
async fn delete_rows_but(
    adapter: &AnyAdapter,
    user: &StoredId,
    own: Option<&AdapterSession>,
) -> Result<(), AdapterError> {
    let mut ended = Ok(());
    for session in adapter.sessions_of(user).await? {
        if own.is_none_or(|own| own.session_token != session.session_token) {
            ended = adapter.delete_session(&session.session_token).await.map(drop).and(ended);
        }
    }
    ended
}

/// Continues the session of a user as a new row, and ends all others.
async fn continue_row_alone<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    user: &AdapterUser,
) -> Result<(), AuthError> {
    let (Some(adapter), Some(present)) = (scope.session_store(), stored::token(scope)) else {
        return Err(AuthError::AccessDenied);
    };
    let id: StoredId = user.id();
    revocation::end_pending(scope.engine, &id).await?;
    let continued = continue_row(scope, adapter, (user, present)).await;
    let ended = delete_rows_but(adapter, &id, continued.as_ref().ok()).await;
    continued?;
    Ok(ended?)
}
