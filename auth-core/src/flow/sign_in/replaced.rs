//! The phone number that a linked one takes the place of: it is removed, and the sessions that it may have begun end.

use crate::{
    adapter::WayInRemoval,
    contract::{AdapterSession, AdapterUser, ProviderId},
    flow::{account, error::AuthError, scope::Scope, session, types::AppTypes},
};

/// Removes the former number of a user, and ends all sessions but that of this request. The new number is linked already, so
/// a failure is logged: the user can remove the former one on the account page. Returns `true` if it was removed.
pub(super) async fn remove<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    owner: &AdapterUser,
    (provider, former): (&ProviderId, &str),
    own: Option<&AdapterSession>,
) -> bool {
    match try_remove(scope, owner, (provider, former), own).await {
        Ok(is_removed) => is_removed,
        Err(error) => {
            error.log();
            false
        }
    }
}

async fn try_remove<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    owner: &AdapterUser,
    former: (&ProviderId, &str),
    own: Option<&AdapterSession>,
) -> Result<bool, AuthError> {
    let id = owner.id();
    if account::unlink(scope.engine, scope.facts, &id, former).await? != WayInRemoval::Removed {
        return Ok(false);
    }
    if let Err(error) = session::end_all_but(scope, &id, own).await {
        error.log();
        tracing::warn!(target: "auth", help = "sessions_not_ended", "the other sessions of a user could not be ended");
    }
    Ok(true)
}
