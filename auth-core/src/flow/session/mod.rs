//! Sessions. This module alone reads, issues, shows, extends and ends them.

mod access;
mod carrier;
mod device;
mod ending;
pub(crate) mod identity;
mod lifetime;
mod list;
mod own;
pub(crate) mod owner;
#[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "only OAuth providers end sessions"))]
pub(crate) mod provider_session;
mod renewal;
mod revocation;
pub(crate) mod sign_out_hint;
pub(crate) mod step_up;
pub(crate) mod stored;
mod token;

use std::time::Duration;

use serde_json::Value;

#[cfg(feature = "totp")]
pub(crate) use self::own::continue_with_proof;
#[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
pub(crate) use self::own::end_all_but;
#[cfg(feature = "password")]
pub(crate) use self::own::end_others;
pub(crate) use self::own::{OwnSession, continue_alone, own};
#[cfg(feature = "email")]
pub(crate) use self::own::{continue_proven, continued_row};
#[cfg(feature = "email")]
pub(crate) use self::own::{end_others_of_changed, require};
use self::revocation::Standing;
#[cfg(feature = "totp")]
pub(crate) use self::revocation::{epoch_of, is_epoch};
pub use self::{
    device::{Browser, Device, System},
    list::{ActiveSession, SessionId},
};
pub(crate) use self::{
    lifetime::expiry,
    list::{list, revoke, revoke_all, revoke_application_user},
    renewal::{Renewal, extend, renew},
};
use super::{
    error::AuthError,
    scope::{ContinuedSession, Scope},
    types::AppTypes,
};
use crate::{
    adapter::{Adapter, Basis},
    contract::{
        AdapterUser, EmailAddress, Secret, StoredId, UnixTime,
        callback::{
            jwt::Access,
            session::{SessionCall, SessionCallback, SessionOutcome},
        },
        session::{Known, Origin, Session, SessionUser},
        token::Jwt,
    },
    trace,
};

/// The default of `session_max_age`: thirty days, as in Auth.js.
pub(crate) const DEFAULT_MAX_AGE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The default of `session_update_age`: one day, as in Auth.js.
pub(crate) const DEFAULT_UPDATE_AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// The state of the session cookie of a request.
pub(crate) enum SessionState<T> {
    /// The request has no session cookie.
    Absent,
    /// The cookie holds no session: it is broken, out of date, or revoked. It can be deleted.
    Invalid,
    /// The cookie holds a genuine token that this application cannot use: its claims are of another version, or it is
    /// for another service. It may be a session elsewhere, so the cookie stays.
    Foreign,
    /// A session: its token, or the record in its place if sessions are rows of the database.
    Active(Box<Jwt<T>>),
}

impl<T> SessionState<T> {
    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns the state of a request that has several session cookies: that of the first session. Without any, the
    /// cookies can be deleted unless one of them may be a session elsewhere.
    fn or(self, next: Self) -> Self {
        match (self, next) {
            (active @ Self::Active(_), _) | (_, active @ Self::Active(_)) => active,
            (Self::Foreign, _) | (_, Self::Foreign) => Self::Foreign,
            (Self::Invalid, _) | (_, Self::Invalid) => Self::Invalid,
            (Self::Absent, Self::Absent) => Self::Absent,
        }
    }
}

/// Reads the session of the request, if the access callback allows it. A session that the callback revokes ends.
///
/// # Errors
/// Fails if the access callback or the database fails, since the state of the session is then unknown.
pub(crate) async fn read<F: AppTypes>(scope: &Scope<'_, F>) -> Result<SessionState<F::Token>, AuthError> {
    Ok(match find(scope).await? {
        SessionState::Active(record) => match access::check(scope, &record).await? {
            Access::Allow => SessionState::Active(record),
            Access::Revoke => {
                Box::pin(ending::revoke(scope, &record)).await;
                SessionState::Invalid
            }
        },
        other => other,
    })
}

/// Reads the session of the request without asking the access callback.
pub(crate) async fn find<F: AppTypes>(scope: &Scope<'_, F>) -> Result<SessionState<F::Token>, AuthError> {
    if let Some(adapter) = scope.session_store() {
        return Box::pin(stored::find(scope, adapter)).await;
    }
    let mut found = SessionState::Absent;
    for state in token::candidates(scope) {
        let state = match state {
            SessionState::Active(token) => match standing(scope, &token).await? {
                Standing::Valid => return Ok(SessionState::Active(token)),
                Standing::Revoked => SessionState::Invalid,
                Standing::Unknown => SessionState::Foreign,
            },
            state => state,
        };
        found = found.or(state);
    }
    Ok(found)
}

/// Returns the state of a genuine token. One that has reached its end, or whose session has ended, counts as revoked.
async fn standing<F: AppTypes>(scope: &Scope<'_, F>, token: &Jwt<F::Token>) -> Result<Standing, AuthError> {
    if lifetime::is_over(scope, token) {
        return Ok(Standing::Revoked);
    }
    match scope.engine.settings.store {
        Some(_) => Box::pin(stored_standing(scope, token)).await,
        None => Ok(Standing::Valid),
    }
}

/// Returns the state of a token as the database knows it.
async fn stored_standing<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &Jwt<F::Token>,
) -> Result<Standing, AuthError> {
    Ok(match revocation::standing(scope, token).await? {
        Standing::Valid
            if access::predates_proof(scope, token).await?
                || provider_session::is_ended(scope, token).await? =>
        {
            Standing::Revoked
        }
        standing => standing,
    })
}

/// Starts the session of a token, and writes it into the cookie. A session that it continues ends, and must not have ended
/// before: the cookie is deleted then.
///
/// # Errors
/// Returns [`AuthError::SessionRequired`] if the session that it continues has ended. Otherwise fails if the database fails, or
/// the token cannot be written.
pub(crate) async fn start<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    mut token: Box<Jwt<F::Token>>,
) -> Result<(), AuthError> {
    lifetime::begin(scope, &mut token);
    revocation::begin(scope, &mut token).await?;
    token::issue(scope, &mut token)?;
    if scope.engine.settings.store.is_some() {
        let taken = Box::pin(revocation::take_over(scope)).await;
        if let Err(AuthError::SessionRequired) = taken {
            end(scope);
        }
        taken?;
        Box::pin(ending::replace(scope)).await;
    }
    Ok(())
}

/// Records the present epoch of a user who signs in, unless it is known. It is read before it is checked for the last time
/// that the user still has the credential: what removes a credential ends the sessions of the user afterwards, so that it
/// either comes first, or ends the session that the sign-in starts.
///
/// # Errors
/// Fails if the database fails.
#[cfg(any(feature = "oauth", feature = "passkey", feature = "password", feature = "sms"))]
pub(crate) async fn rely_on<F: AppTypes>(scope: &mut Scope<'_, F>, user: &StoredId) -> Result<(), AuthError> {
    if scope.relied_epoch(user).is_none() {
        let epoch = revocation::present_epoch(scope.engine, user).await?;
        scope.relied_on = epoch.map(|epoch| (user.clone(), epoch));
    }
    Ok(())
}

/// Runs the update callback on the token. A token of the application whose subject it changes gets the epoch of that user.
///
/// # Errors
/// Fails if the payload does not fit its type, or the callback or the database fails. The session stays as it was.
pub(crate) async fn update<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &mut Jwt<F::Token>,
    payload: &Value,
) -> Result<Access, AuthError> {
    let owner = revocation::owner(token);
    let access = access::update(scope, token, payload).await?;
    if revocation::owner(token) != owner {
        revocation::begin_epoch(scope, token).await?;
    }
    Ok(access)
}

/// Returns the state of the session of a request, on which a credential relies that its user makes.
fn origin<F: AppTypes>(scope: &Scope<'_, F>, record: &Jwt<F::Token>) -> Origin {
    Origin {
        row: scope.session_store().and_then(|_| Some(scope.row.get()?.key.clone())),
        epoch: record.epoch.filter(|_| scope.engine.settings.epochs.is_some()),
    }
}

/// Returns the stored user who is signed in with this browser. An expired, revoked or unreadable session has no user. A
/// token about a user of the application has none. A token that does not say whose ID its subject is, as those of
/// Auth.js, has one only if its e-mail address is that of the user with its ID.
///
/// # Errors
/// Fails if the database or the access callback fails. A session that cannot be checked is not taken for none.
#[cfg(any(feature = "passkey", feature = "sms"))]
pub(crate) async fn signed_in_user<F: AppTypes>(
    scope: &Scope<'_, F>,
) -> Result<Option<AdapterUser>, AuthError> {
    Ok(signed_in(scope).await?.map(|(user, _)| user))
}

/// Returns the stored user who is signed in with this browser, as `signed_in_user` does, with the session that a sign-in
/// may continue.
///
/// # Errors
/// As `signed_in_user`.
#[cfg_attr(
    not(any(feature = "oauth", feature = "passkey", feature = "sms")),
    allow(dead_code, reason = "for accounts and passkeys")
)]
pub(crate) async fn signed_in<F: AppTypes>(
    scope: &Scope<'_, F>,
) -> Result<Option<(AdapterUser, ContinuedSession)>, AuthError> {
    let SessionState::Active(token) = read(scope).await? else { return Ok(None) };
    let user = stored_user(scope, &token).await?;
    Ok(user.map(|user| {
        let mut continued = lifetime::continued(scope, &token);
        continued.basis = basis(scope, &token, &user);
        (user, continued)
    }))
}

/// Returns the state of a session and its user on which a credential relies that is added to the user.
#[cfg_attr(
    not(any(feature = "oauth", feature = "passkey", feature = "sms")),
    allow(dead_code, reason = "for accounts and passkeys")
)]
fn basis<F: AppTypes>(scope: &Scope<'_, F>, record: &Jwt<F::Token>, user: &AdapterUser) -> Basis {
    let Origin { row, epoch } = origin(scope, record);
    basis_of(user, row, epoch)
}

/// Returns the state of a user, and of a session of the user, on which a credential relies.
pub(crate) fn basis_of(user: &AdapterUser, row: Option<Secret>, epoch: Option<u64>) -> Basis {
    Basis::of(user).with_session(row).with_epoch(epoch)
}

/// Returns the stored user of a session.
async fn stored_user<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &Jwt<F::Token>,
) -> Result<Option<AdapterUser>, AuthError> {
    let adapter = scope.adapter()?;
    match (token.stored_id(), &token.sub, &token.email) {
        (Some(id), ..) => {
            // A row is read again: with two stores, the first proof may have removed it before its user was read.
            let user = match (scope.session_store(), scope.row.get()) {
                (Some(store), Some(row)) => store.session_and_user(&row.key).await?.map(|found| found.user),
                _ => adapter.user(&id).await?,
            };
            let user = user.filter(|user| user.id() == id);
            // The address may have been proven since the session was read, which has ended the session. A token of a former
            // address is valid until it expires, but it adds nothing to the user.
            let predates =
                |user: &AdapterUser| token.email_verified == Some(false) && user.email_verified.is_some();
            let is_former = |user: &AdapterUser| access::is_of_a_former_address(token, user);
            Ok(user.filter(|user| !predates(user) && !is_former(user)))
        }
        (None, Some(id), Some(email)) if token.subject.is_none() => {
            let user = adapter.user(&StoredId::from_store(id.as_str())).await?;
            Ok(user.filter(|user| has_address(user, email)))
        }
        _ => Ok(None),
    }
}

/// Returns `true` if the request has a session.
#[cfg(feature = "passkey")]
pub(crate) async fn is_active<F: AppTypes>(scope: &Scope<'_, F>) -> Result<bool, AuthError> {
    Ok(matches!(read(scope).await?, SessionState::Active(_)))
}

/// Returns `true` if the user has this e-mail address, in any spelling.
fn has_address(user: &AdapterUser, address: &str) -> bool {
    EmailAddress::parse(address).is_ok_and(|address| address.is_spelled(user.user.email.as_deref()))
}

/// Shapes the session for the browser. `update` is the payload that the browser has just sent, if any.
pub(crate) async fn show<F: AppTypes>(
    scope: &Scope<'_, F>,
    record: &Jwt<F::Token>,
    expires: UnixTime,
    update: Option<&Value>,
) -> Result<Session<F::Session>, AuthError> {
    let origin = Some(origin(scope, record));
    shaped(scope, record, expires, (update, origin)).await
}

/// Shapes the session for a handler, after which nothing needs the record.
pub(crate) async fn show_last<F: AppTypes>(
    scope: &Scope<'_, F>,
    mut record: Box<Jwt<F::Token>>,
    expires: UnixTime,
) -> Result<Session<F::Session>, AuthError> {
    let call = SessionCall { state: scope.state(), facts: scope.facts, update: None };
    let outcome = trace::callback("session", F::Show::call(call, &record)).await?;
    let origin = Some(origin(scope, &record));
    let known = Known::of(&record).read_at(scope.now, record.proofs, origin).into();
    let standard = Session { user: SessionUser::taken_from(&mut record), expires, data: (), known };
    outcome.show(standard).map_err(|error| AuthError::callback("session", error))
}

/// Shapes the session of a record that may not be that of a request (`origin`).
async fn shaped<F: AppTypes>(
    scope: &Scope<'_, F>,
    record: &Jwt<F::Token>,
    expires: UnixTime,
    (update, origin): (Option<&Value>, Option<Origin>),
) -> Result<Session<F::Session>, AuthError> {
    let call = SessionCall { state: scope.state(), facts: scope.facts, update };
    let outcome = trace::callback("session", F::Show::call(call, record)).await?;
    let known = Known::of(record).read_at(scope.now, record.proofs, origin).into();
    let standard = Session { user: SessionUser::of(record), expires, data: (), known };
    outcome.show(standard).map_err(|error| AuthError::callback("session", error))
}

/// Returns `true` if a session in use has reached the age at which it is extended.
pub(crate) fn is_due<F: AppTypes>(scope: &Scope<'_, F>, record: &Jwt<F::Token>) -> bool {
    match (scope.session_store(), stored::token(scope)) {
        (Some(_), Some(_)) => stored::is_due(scope, record),
        _ => token::is_due(scope, record),
    }
}

/// Ends the session, whatever its state, and reports the sign-out. Rows and revocable tokens end for everyone who holds
/// the cookie, which is deleted in any case.
///
/// # Errors
/// Fails if the end could not be stored.
pub(crate) async fn sign_out<F: AppTypes>(scope: &mut Scope<'_, F>) -> Result<(), AuthError> {
    let stored = ending::sign_out(scope).await;
    end(scope);
    stored
}

/// Ends the session that the browser had before a sign-in that starts none.
pub(crate) async fn end_previous<F: AppTypes>(scope: &mut Scope<'_, F>) {
    ending::replace(scope).await;
    end(scope);
}

/// Deletes the session cookie with all its chunks.
pub(crate) fn end<F: AppTypes>(scope: &mut Scope<'_, F>) {
    carrier::delete(scope);
}
