//! Sessions as rows of the database: the cookie holds only the token of a row.

use super::{SessionState, carrier, lifetime, owner, provider_session};
use crate::{
    adapter::{Adapter, AnyAdapter, NewSession, SessionAndUser},
    contract::{Secret, UnixTime, token::Jwt},
    cookie::chunk::ValueTooLarge,
    flow::{error::AuthError, scope::Scope, session_token, types::AppTypes},
};

/// The maximum length of a session token. No store holds a longer one, so none is asked for it.
const MAX_TOKEN: usize = 255;

/// Returns the token of the session's row: that of the row that was found, else the first one that the request has.
pub(crate) fn token<F: AppTypes>(scope: &Scope<'_, F>) -> Option<Secret> {
    scope.row.get().cloned().or_else(|| tokens(scope).next())
}

/// Returns the contents of the session cookies of the request that can be tokens of rows. Usually there is one.
pub(super) fn tokens<'s, F: AppTypes>(scope: &'s Scope<'_, F>) -> impl Iterator<Item = Secret> + use<'s, F> {
    carrier::texts(scope)
        .filter(|token| token.len() <= MAX_TOKEN)
        .map(|token| Secret::new(token.into_owned()))
}

/// Returns the row that a sign-in creates, in place of the session that the browser has; `None` if sessions are tokens.
/// Every sign-in has a new token.
pub(crate) fn new_session<F: AppTypes>(scope: &Scope<'_, F>) -> Option<NewSession> {
    scope.session_store()?;
    let mut record = Jwt::EMPTY;
    lifetime::begin(scope, &mut record);
    let new = lifetime::row_token(scope, &record);
    Some(NewSession::new(new, lifetime::expiry(scope, &record)).replacing(token(scope)))
}

/// Reads the session of the cookie in one query. If the browser has sent several cookies, asks for each until there is a
/// session.
pub(super) async fn find<F: AppTypes>(
    scope: &Scope<'_, F>,
    adapter: &AnyAdapter,
) -> Result<SessionState<F::Token>, AuthError> {
    let mut found = SessionState::Absent;
    for token in tokens(scope) {
        found = found.or(find_row(scope, adapter, &token).await?);
        if let SessionState::Active(_) = found {
            let _ = scope.row.set(token);
            return Ok(found);
        }
    }
    for cookie in carrier::texts(scope).filter(|cookie| cookie.len() > MAX_TOKEN) {
        let is_token = session_token::is_token(&cookie);
        found = found.or(if is_token { SessionState::Foreign } else { SessionState::Invalid });
    }
    Ok(found)
}

/// Reads the session of a token. Deletes an expired row.
async fn find_row<F: AppTypes>(
    scope: &Scope<'_, F>,
    adapter: &AnyAdapter,
    token: &Secret,
) -> Result<SessionState<F::Token>, AuthError> {
    match adapter.session_and_user(token).await? {
        None if session_token::is_token(token.expose()) => Ok(SessionState::Foreign),
        None => Ok(SessionState::Invalid),
        Some(row) if row.session.expires < scope.now => {
            adapter.delete_session(token).await?;
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
                    adapter.delete_session(token).await?;
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
    token: &Secret,
    record: &Jwt<F::Token>,
) -> Result<bool, AuthError> {
    Ok(adapter.touch_session(token, lifetime::expiry(scope, record), due(scope)).await?)
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
