//! Sessions as rows of the database: the cookie holds only the token of a row.

use std::sync::PoisonError;

use super::{SessionState, carrier, lifetime, owner, provider_session};
use crate::{
    adapter::{Adapter, AdapterError, AnyAdapter, Basis, NewSession, SessionAndUser},
    contract::{AdapterSession, Secret, UnixTime, token::Jwt},
    cookie::chunk::ValueTooLarge,
    flow::{
        error::AuthError,
        row_token::{self, RowToken},
        scope::Scope,
        session_token,
        types::AppTypes,
    },
};

/// The maximum length of a session token. No store holds a longer one, so none is asked for it.
const MAX_TOKEN: usize = 255;

/// Returns the token of the session's row: that of the row that was found, else the first one that the request has.
pub(crate) fn token<F: AppTypes>(scope: &Scope<'_, F>) -> Option<RowToken> {
    let unread = || Some(RowToken::new(scope.engine.settings.store.as_ref()?, texts(scope).next()?));
    scope.row.get().map(|token| RowToken::clone(token)).or_else(unread)
}

/// Returns the contents of the session cookies of the request that can be tokens of rows. Usually there is one. A stored hash
/// is none, so a reader of the database has no session.
fn texts<'s, F: AppTypes>(scope: &'s Scope<'_, F>) -> impl Iterator<Item = Secret> + use<'s, F> {
    carrier::texts(scope)
        .filter(|token| token.len() <= MAX_TOKEN && !row_token::is_hash(token))
        .map(|token| Secret::new(token.into_owned()))
}

/// Returns the keys of all rows that the session cookies of the request may name.
pub(super) fn keys<F: AppTypes>(scope: &Scope<'_, F>) -> Vec<Secret> {
    let Some(store) = &scope.engine.settings.store else { return Vec::new() };
    let mut keys = Vec::new();
    for text in texts(scope) {
        let token = RowToken::new(store, text);
        if token.key != token.text {
            keys.push(token.key);
        }
        keys.push(token.text);
    }
    keys
}

/// Ends the sessions of before the application has stored hashes, in place of which a sign-in has started another one. The
/// sign-in itself has ended one with a hash. A failure is logged.
pub(crate) async fn end_unhashed<F: AppTypes>(scope: &Scope<'_, F>) {
    let Some(store) = scope.engine.settings.store.as_ref().filter(|store| store.hashes_sessions) else {
        return;
    };
    for text in texts(scope) {
        if let Err(error) = store.adapter.delete_session(&text).await {
            AuthError::from(error).log();
        }
    }
}

/// Returns the row that a sign-in creates, in place of the session that the browser has; `None` if sessions are tokens.
/// Every sign-in has a new token.
pub(crate) fn new_session<F: AppTypes>(scope: &Scope<'_, F>) -> Option<NewSession> {
    let store = scope.engine.settings.store.as_ref().filter(|store| store.keeps_sessions)?;
    let mut record = Jwt::EMPTY;
    lifetime::begin(scope, &mut record);
    let new = RowToken::new(store, lifetime::row_token(scope, &record));
    let session = NewSession::new(new.key.clone(), lifetime::expiry(scope, &record));
    *scope.new_row.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(new));
    Some(session.replacing(token(scope).map(|present| present.key)))
}

/// Writes the token of a row that was started by this request into the session cookie.
///
/// # Errors
/// As [`set_cookie`].
pub(crate) fn set_new_cookie<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    session: &AdapterSession,
) -> Result<(), AuthError> {
    let new = scope.new_row.lock().unwrap_or_else(PoisonError::into_inner).take();
    let new = new.filter(|new| new.key == session.session_token);
    set_cookie(scope, new.as_ref().map_or(&session.session_token, |new| &new.text))
}

/// Reads the session of the cookie in one query. If the browser has sent several cookies, asks for each until there is a
/// session.
pub(super) async fn find<F: AppTypes>(
    scope: &Scope<'_, F>,
    adapter: &AnyAdapter,
) -> Result<SessionState<F::Token>, AuthError> {
    let mut found = SessionState::Absent;
    for text in texts(scope) {
        let (token, row) = look_up(scope, adapter, text).await?;
        found = found.or(judge_row(scope, adapter, &token, row).await?);
        if let SessionState::Active(_) = found {
            let _ = scope.row.set(Box::new(token));
            return Ok(found);
        }
    }
    if found.is_absent() && carrier::texts(scope).any(|text| row_token::is_hash(&text)) {
        found = SessionState::Invalid;
    }
    for cookie in carrier::texts(scope).filter(|cookie| cookie.len() > MAX_TOKEN) {
        let is_token = session_token::is_token(&cookie);
        found = found.or(if is_token { SessionState::Foreign } else { SessionState::Invalid });
    }
    Ok(found)
}

/// Finds the row of a token. One that was written before the application has stored hashes gets its hash now.
async fn look_up<F: AppTypes>(
    scope: &Scope<'_, F>,
    adapter: &AnyAdapter,
    text: Secret,
) -> Result<(RowToken, Option<SessionAndUser>), AuthError> {
    let store = scope.engine.settings.store.as_ref().ok_or(AuthError::MissingAdapter)?;
    let token = RowToken::new(store, text);
    let row = adapter.session_and_user(&token.key).await?;
    if row.is_some() || !store.hashes_sessions {
        return Ok((token, row));
    }
    let Some(row) = adapter.session_and_user(&token.text).await? else {
        // Another request may have hashed it between the two queries.
        let row = adapter.session_and_user(&token.key).await?;
        return Ok((token, row));
    };
    let basis = Basis::default()
        .while_unproven(row.user.email_verified.is_none())
        .with_session(Some(token.text.clone()));
    let hashed = NewSession::new(token.key.clone(), row.session.expires);
    let hashed = hashed.replacing(Some(token.text.clone())).on(basis);
    match adapter.create_session(&row.user.id(), hashed).await {
        Ok(_) => Ok((token, Some(row))),
        Err(AdapterError::Conflict(_)) => {
            let row = adapter.session_and_user(&token.key).await?;
            Ok((token, row))
        }
        Err(error) => {
            AuthError::from(error).log();
            Ok((RowToken::unhashed(token.text), Some(row)))
        }
    }
}

/// Judges the row of a token. Deletes an expired row.
async fn judge_row<F: AppTypes>(
    scope: &Scope<'_, F>,
    adapter: &AnyAdapter,
    token: &RowToken,
    row: Option<SessionAndUser>,
) -> Result<SessionState<F::Token>, AuthError> {
    let RowToken { text: token, key } = token;
    match row {
        None if session_token::is_token(token.expose()) => Ok(SessionState::Foreign),
        None => Ok(SessionState::Invalid),
        Some(row) if row.session.expires < scope.now => {
            adapter.delete_session(key).await?;
            Ok(SessionState::Invalid)
        }
        Some(row) => {
            let expires = row.session.expires;
            let mut state = record::<F>(row)?;
            if let SessionState::Active(record) = &mut state {
                lifetime::read_row_token(token, record);
                if record.auth_time.is_none() && scope.engine.settings.lifetime.is_some() {
                    // A row of before, or of Auth.js, is not extended any more.
                    record.until = Some(expires);
                }
                let is_ended = provider_session::is_ended(scope, record).await?;
                if is_ended || lifetime::is_over(scope, record) {
                    adapter.delete_session(key).await?;
                    return Ok(SessionState::Invalid);
                }
            }
            Ok(state)
        }
    }
}

/// Turns a row into the record that callbacks receive: the user and the expiry of the session, without its token.
fn record<F: AppTypes>(row: SessionAndUser) -> Result<SessionState<F::Token>, AuthError> {
    match owner::record::<F>(&row.user, row.session.expires)? {
        Some(record) => Ok(SessionState::Active(Box::new(record))),
        None => Ok(SessionState::Invalid),
    }
}

/// Returns `true` if a session was last extended so long ago that it is due again, and can be extended.
pub(super) fn is_due<F: AppTypes, T>(scope: &Scope<'_, F>, record: &Jwt<T>) -> bool {
    record.exp.is_none_or(|expires| expires <= due(scope) && expires < lifetime::expiry(scope, record))
}

/// Returns the expiry of a session that was last extended one update age ago.
fn due<F: AppTypes>(scope: &Scope<'_, F>) -> UnixTime {
    let settings = &scope.engine.settings;
    scope.now + settings.max_age - settings.update_age
}

/// Extends a session. Returns `true` if no other request has done so in the meantime.
pub(super) async fn touch<F: AppTypes>(
    scope: &Scope<'_, F>,
    adapter: &AnyAdapter,
    token: &RowToken,
    record: &Jwt<F::Token>,
) -> Result<bool, AuthError> {
    Ok(adapter.touch_session(&token.key, lifetime::expiry(scope, record), due(scope)).await?)
}

/// Writes the token of a row into the session cookie.
///
/// # Errors
/// Fails if the store has made a token that is longer than those that are read.
pub(crate) fn set_cookie<F: AppTypes>(scope: &mut Scope<'_, F>, token: &Secret) -> Result<(), AuthError> {
    let size = token.expose().len();
    if size > MAX_TOKEN {
        return Err(AuthError::Unwritable(ValueTooLarge { size, max: MAX_TOKEN }.into()));
    }
    let mut record = Jwt::EMPTY;
    lifetime::read_row_token(token, &mut record);
    let lifetime = lifetime::cookie(&record, lifetime::expiry(scope, &record));
    carrier::write(scope, token.expose(), lifetime).map_err(|error| AuthError::Unwritable(error.into()))
}
