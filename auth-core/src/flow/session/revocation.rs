//! The revocation of session tokens, if the application has turned it on: every token carries the epoch of its user, and
//! the ID of its session, which stays the same when the token is issued anew. The database has the present epoch, and a
//! marker for each session that was ended before its time.

use crate::{
    adapter::{Adapter, AdapterError, Kind},
    contract::{
        StoredId, UnixTime, UserId,
        token::{Jwt, subject::TokenSubject},
    },
    flow::{
        application::Engine,
        epochs::{self, Epochs},
        error::AuthError,
        scope::Scope,
        store::Store,
        types::AppTypes,
    },
    jose, random,
};

/// The state of a genuine token.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The token is valid.
    Valid,
    /// The token was revoked.
    Revoked,
    /// The token cannot be judged: it carries no epoch, or a later one than the database has. It is not valid, but it
    /// may be so elsewhere.
    Unknown,
}

/// Returns the database and the cache of epochs; `None` if tokens cannot be revoked.
fn revocable<F: AppTypes>(engine: &Engine<F>) -> Option<(&Store, &Epochs)> {
    engine.settings.store.as_ref().zip(engine.settings.epochs.as_deref())
}

/// Returns the key of the marker of an ended session. The IDs of sessions are random, so a marker is never reused.
fn marker(sid: &str) -> String {
    format!("session:{sid}")
}

/// Returns the key of the epoch that counts for a token. Users of the application have keys of their own, so that they
/// share none with a stored user who has the same ID.
pub(super) fn owner<T>(token: &Jwt<T>) -> Option<StoredId> {
    if let Some(owner) = token.session_owner() {
        return Some(owner);
    }
    let sub = token.sub.as_deref()?;
    Some(match token.subject {
        Some(TokenSubject::Application) => key_of_application_user(sub),
        Some(TokenSubject::Store) | None => StoredId::from_store(sub),
    })
}

/// Returns the key of the epoch of a user of the application.
pub(super) fn key_of_application_user(id: &str) -> StoredId {
    StoredId::from_store(format!("application:{id}"))
}

/// Starts the session of a token: sets its epoch and its ID. The database is asked, not the cache.
///
/// # Errors
/// Fails if the database fails.
pub(super) async fn begin<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &mut Jwt<F::Token>,
) -> Result<(), AuthError> {
    if revocable(scope.engine).is_none() {
        return Ok(());
    }
    token.sid = Some(jose::encode(random::bytes::<16>(&*scope.engine.settings.random)));
    begin_epoch(scope, token).await
}

/// Sets the epoch of a token to the present one of its user.
///
/// # Errors
/// Fails if the database fails.
pub(super) async fn begin_epoch<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &mut Jwt<F::Token>,
) -> Result<(), AuthError> {
    let Some((store, _)) = revocable(scope.engine) else { return Ok(()) };
    token.epoch = match owner(token) {
        Some(owner) => match scope.relied_epoch(&owner) {
            Some(relied_on) => Some(relied_on),
            None => {
                let first = epochs::at(scope.now, &*scope.engine.settings.random);
                Some(store.adapter.begin_epoch(&owner, first).await?)
            }
        },
        None => None,
    };
    Ok(())
}

/// Ends the session that a new token continues, for everyone who holds one of its tokens. Of several requests one continues
/// it, and none after its end.
///
/// # Errors
/// Returns [`AuthError::SessionRequired`] if it has ended in the meantime. Otherwise fails if the database fails.
pub(super) async fn take_over<F: AppTypes>(scope: &Scope<'_, F>) -> Result<(), AuthError> {
    let Some((store, epochs)) = revocable(scope.engine) else { return Ok(()) };
    let Some((sid, expires)) = scope.continued.as_ref().and_then(|session| session.sid.as_ref()) else {
        return Ok(());
    };
    let marker = marker(sid);
    let is_first = match store.adapter.spend_once(&marker, last_expiry(scope.engine, *expires)).await {
        // The database has no markers, so no session ends before the others of its user.
        Err(AdapterError::Unsupported(Kind::Marker)) => true,
        is_first => is_first?,
    };
    epochs.forget(|_, known| known == marker);
    if is_first { Ok(()) } else { Err(AuthError::SessionRequired) }
}

/// Returns the present epoch of a user, on which the session of a sign-in relies; `None` if nothing ends the sessions of the
/// user, or the database has no epochs.
///
/// # Errors
/// Fails if the database fails.
#[cfg(any(feature = "oauth", feature = "passkey", feature = "password", feature = "sms"))]
pub(super) async fn present_epoch<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
) -> Result<Option<u64>, AuthError> {
    let settings = &engine.settings;
    let ends = |store: &&Store| store.keeps_sessions || settings.epochs.is_some();
    let Some(store) = settings.store.as_ref().filter(ends) else { return Ok(None) };
    match store.adapter.begin_epoch(user, epochs::at(settings.clock.now(), &*settings.random)).await {
        Ok(epoch) => Ok(Some(epoch)),
        Err(AdapterError::Unsupported(Kind::Epoch)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Returns the state of a genuine token. Asks the database at most once per token in the trusted time.
///
/// # Errors
/// Fails if the database fails, since the state is then unknown.
pub(super) async fn standing<F: AppTypes>(
    scope: &Scope<'_, F>,
    token: &Jwt<F::Token>,
) -> Result<Standing, AuthError> {
    let Some((store, epochs)) = revocable(scope.engine) else { return Ok(Standing::Valid) };
    let owner = owner(token);
    let user = owner.as_deref().map(UserId::as_str);
    let can_be_revoked = if user.is_some() { token.epoch.is_some() } else { token.sid.is_some() };
    if !can_be_revoked {
        return Ok(Standing::Unknown);
    }
    let marker = token.sid.as_deref().map(marker).unwrap_or_default();
    let user_id = user.unwrap_or_default();
    let status = epochs.status(&store.adapter, user_id, &marker, &*scope.engine.settings.clock);
    let status = Box::pin(status).await?;
    let is_ended = token.sid.is_some() && status.is_ended;
    if is_ended || token.session_owner().is_some() && !status.user_exists {
        return Ok(Standing::Revoked);
    }
    Ok(match (user, token.epoch, status.epoch) {
        (None, ..) => Standing::Valid,
        (Some(_), Some(own), Some(present)) if own == present => Standing::Valid,
        (Some(_), Some(own), Some(present)) if own > present => Standing::Unknown,
        _ => Standing::Revoked,
    })
}

/// Returns the marker that ends the session of a token for everyone who holds one of its tokens, and the time until which
/// it is needed; `None` if the token cannot be revoked.
pub(super) fn end<F: AppTypes>(engine: &Engine<F>, token: &Jwt<F::Token>) -> Option<(String, UnixTime)> {
    revocable(engine)?;
    Some((marker(token.sid.as_deref()?), last_expiry(engine, token.exp)))
}

/// Returns a time at which no token of a session is valid any more, if the last known one expires at `expires`. A process
/// that still trusts what it has read may issue one.
pub(super) fn last_expiry<F: AppTypes>(engine: &Engine<F>, expires: Option<UnixTime>) -> UnixTime {
    let settings = &engine.settings;
    let trust = settings.epochs.as_deref().map(Epochs::trust).unwrap_or_default();
    let issued = settings.clock.now() + trust + settings.max_age;
    let last = expires.map_or(issued, |expires| expires.max(issued));
    last + jose::TOLERANCE + jose::TOLERANCE
}

/// Revokes all tokens of a user: begins a new epoch, so that all tokens are of an earlier one. Returns the new epoch.
///
/// # Errors
/// Fails if tokens cannot be revoked, or the database fails. Sign-ins that wait for their second factor end even if tokens
/// cannot be revoked.
pub(super) async fn revoke_all<F: AppTypes>(engine: &Engine<F>, user: &StoredId) -> Result<u64, AuthError> {
    let Some((store, epochs)) = revocable(engine) else {
        end_pending(engine, user).await?;
        return Err(AuthError::NotRevocable);
    };
    let epoch = advance(engine, store, user).await?;
    epochs.forget(|known, _| known == user.as_str());
    Ok(epoch)
}

async fn advance<F: AppTypes>(
    engine: &Engine<F>,
    store: &Store,
    user: &StoredId,
) -> Result<u64, AdapterError> {
    let least = epochs::at(engine.settings.clock.now(), &*engine.settings.random);
    store.adapter.advance_epoch(user, least).await
}

/// Ends the sign-ins of a user that are under way: those that wait for their second factor, and those that will start a row
/// for a session. They rely on the epoch of the user, whatever sessions are.
///
/// # Errors
/// Fails if the database fails. A database without epochs ends none.
pub(super) async fn end_pending<F: AppTypes>(engine: &Engine<F>, user: &StoredId) -> Result<(), AuthError> {
    let settings = &engine.settings;
    let relies = |store: &&Store| store.keeps_sessions || settings.has_second_factors();
    let Some(store) = settings.store.as_ref().filter(relies) else { return Ok(()) };
    match advance(engine, store, user).await {
        Ok(_) | Err(AdapterError::Unsupported(Kind::Epoch)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Returns the epoch of a user, for a sign-in that has to wait; `None` if the database has no epochs.
///
/// # Errors
/// Fails if the database fails.
#[cfg(feature = "totp")]
pub(crate) async fn epoch_of<F: AppTypes>(
    scope: &Scope<'_, F>,
    user: &StoredId,
) -> Result<Option<u64>, AuthError> {
    if let Some(relied_on) = scope.relied_epoch(user) {
        return Ok(Some(relied_on));
    }
    let settings = &scope.engine.settings;
    let adapter = &settings.store.as_ref().ok_or(AuthError::MissingAdapter)?.adapter;
    match adapter.begin_epoch(user, epochs::at(settings.clock.now(), &*settings.random)).await {
        Ok(epoch) => Ok(Some(epoch)),
        Err(AdapterError::Unsupported(Kind::Epoch)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Returns `true` if a user has this epoch, as [`epoch_of`] has returned it. The database is asked, not the cache.
///
/// # Errors
/// Fails if the database fails.
#[cfg(feature = "totp")]
pub(crate) async fn is_epoch<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
    epoch: Option<u64>,
) -> Result<bool, AuthError> {
    let adapter = &engine.settings.store.as_ref().ok_or(AuthError::MissingAdapter)?.adapter;
    match adapter.token_status(user, "").await {
        Ok(status) => Ok(epoch.is_some() && status.epoch == epoch),
        Err(AdapterError::Unsupported(Kind::Epoch)) => Ok(epoch.is_none()),
        Err(error) => Err(error.into()),
    }
}
