//! The second factor of a sign-in: suspends the sign-in if one is due, and enrols one that was confirmed.

use super::cleared::Cleared;
#[cfg(feature = "totp")]
use super::{Attempt, SignedIn};
#[cfg(feature = "totp")]
use crate::{
    adapter::{Adapter, Basis},
    flow::second_factor::{
        demand::{self, Owner},
        pending::Pending,
        proven::ProvenFirst,
        store,
    },
};
use crate::{
    contract::{AdapterSession, AdapterUser, StoredId},
    flow::{error::AuthError, scope::Scope, types::AppTypes},
};

/// Returns the suspended sign-in if the user has to prove a second factor first, or `None` if the sign-in continues.
/// `first` returns what it needs to continue later.
///
/// # Errors
/// Fails if the decision fails, or if the user can prove no second factor.
#[cfg(feature = "totp")]
pub(crate) async fn suspend<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    attempt: Attempt<'_, F>,
    owner: Owner<'_>,
    first: impl FnOnce() -> ProvenFirst,
) -> Result<Option<SignedIn>, AuthError> {
    if !demand::may_be_due(scope) {
        return Ok(None);
    }
    let Some(suspended) = Box::pin(demand::due(scope, attempt, owner)).await? else { return Ok(None) };
    let pending = Box::pin(Pending::new(scope, suspended, first())).await?;
    Ok(Some(SignedIn::SecondFactor(Box::new(pending))))
}

/// Returns `true` if the sign-in continues after its second factor.
#[cfg(feature = "totp")]
pub(super) fn is_resumed<F: AppTypes>(scope: &Scope<'_, F>) -> bool {
    scope.resumed.is_some()
}

/// Returns the owner for whom the sign-in may continue.
#[cfg(feature = "totp")]
pub(super) fn cleared<F: AppTypes>(scope: &Scope<'_, F>, owner: Option<&AdapterUser>) -> Cleared {
    let settings = &scope.engine.settings;
    match owner {
        _ if settings.totp.is_none() && !settings.asks_second_factor => Cleared::Anyone,
        Some(owner) => Cleared::User(owner.id()),
        None => Cleared::WithoutSecondFactor,
    }
}

/// Stores the authenticator application that the user has confirmed during the sign-in. If that fails, the session that
/// was started ends, before its cookie is set. A user whose e-mail address is not proven (`is_proven`) enrols it only while
/// that is so: a first proof in the meantime has removed what such a user has.
#[cfg(feature = "totp")]
pub(super) async fn enrol<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: Option<&StoredId>,
    session: Option<&AdapterSession>,
    is_proven: bool,
) -> Result<(), AuthError> {
    let Some(resumed) = &scope.resumed else { return Ok(()) };
    let Some(confirmed) = &resumed.enrolment else { return Ok(()) };
    let user = resumed.user.as_ref().or(user).ok_or(AuthError::NoSecondFactor)?;
    let row = session.map(|session| session.session_token.clone());
    let basis = Basis::default().while_unproven(!is_proven).with_session(row);
    let stored = store::store(scope, user, confirmed, (None, basis)).await;
    if let (Err(_), Some(session)) = (&stored, session) {
        scope.adapter()?.delete_session(&session.session_token).await?;
    }
    stored
}

/// Returns `false`: there are no second factors.
#[cfg(not(feature = "totp"))]
pub(super) fn is_resumed<F: AppTypes>(_: &Scope<'_, F>) -> bool {
    false
}

/// Returns any owner: there are no second factors.
#[cfg(not(feature = "totp"))]
pub(super) fn cleared<F: AppTypes>(_: &Scope<'_, F>, _: Option<&AdapterUser>) -> Cleared {
    Cleared::Anyone
}

/// Does nothing: there are no second factors.
#[cfg(not(feature = "totp"))]
pub(super) async fn enrol<F: AppTypes>(
    _: &Scope<'_, F>,
    _: Option<&StoredId>,
    _: Option<&AdapterSession>,
    _: bool,
) -> Result<(), AuthError> {
    Ok(())
}
