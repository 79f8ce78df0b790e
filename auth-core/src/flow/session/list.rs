//! The sessions of a user on all devices: lists them, and revokes them individually or all at once.

use std::{fmt, time::Duration};

use sha2::{Digest, Sha256};

use super::{device::Device, lifetime, revocation};
use crate::{
    adapter::{Adapter, AnyAdapter},
    contract::{AdapterSession, Secret, StoredId, UnixTime, UserId, token::Jwt},
    flow::{application::Engine, error::AuthError, types::AppTypes},
    hex,
};

/// The difference of clocks of several processes up to which a time is not in the future.
const LEEWAY: Duration = Duration::from_secs(60);

/// The ID of a database session, for a list of sessions and for revoking one. It is a hash of the session's token,
/// so it cannot be used in place of the token.
///
/// ```
/// use auth::session::SessionId;
///
/// let id = SessionId::from("5feceb66ffc86f38d952786c6d696c79");
/// assert_eq!(id.as_str().len(), 32);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct SessionId(String);

impl SessionId {
    /// Hashes a token. The ID is the first half of the hash, in hexadecimal digits.
    pub(crate) fn of(token: &Secret) -> Self {
        let hash = Sha256::digest(token.expose());
        let (half, _) = hash.split_at(16);
        Self(hex::encode(half))
    }

    /// Returns the digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SessionId {
    fn from(digits: &str) -> Self {
        Self(digits.to_owned())
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A session of a user, for a list of the devices on which the user is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActiveSession {
    /// The session's ID.
    pub id: SessionId,
    /// The time at which the session ends, unless it is extended before.
    pub expires: UnixTime,
    /// The time of the sign-in; `None` for a session that Auth.js has begun.
    pub begun: Option<UnixTime>,
    /// The time of the last use, to within the [update age]; `None` if the session cannot be extended any more.
    ///
    /// [update age]: crate::app::AuthBuilder::session_update_age
    pub last_seen: Option<UnixTime>,
    /// The browser and the system, if the header `User-Agent` named any at the sign-in.
    pub device: Option<Device>,
}

/// Returns the database that keeps the sessions.
fn adapter<F: AppTypes>(engine: &Engine<F>) -> Result<&AnyAdapter, AuthError> {
    let store = engine.settings.store.as_ref().filter(|store| store.keeps_sessions);
    Ok(&store.ok_or(AuthError::MissingAdapter)?.adapter)
}

/// Returns the rows of a user's sessions that have not ended.
async fn rows<F: AppTypes>(engine: &Engine<F>, user: &StoredId) -> Result<Vec<AdapterSession>, AuthError> {
    let now = engine.settings.clock.now();
    let mut rows = adapter(engine)?.sessions_of(user).await?;
    rows.retain(|row| row.expires >= now);
    Ok(rows)
}

/// Lists the sessions of a user that have not ended.
pub(crate) async fn list<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
) -> Result<Vec<ActiveSession>, AuthError> {
    Ok(rows(engine, user).await?.into_iter().map(|row| shown(engine, &row)).collect())
}

/// Returns a row as it is shown. Rows have no column for the last use, but it follows from the expiry: each use sets that to
/// the maximum age from then on.
fn shown<F: AppTypes>(engine: &Engine<F>, row: &AdapterSession) -> ActiveSession {
    let settings = &engine.settings;
    let mut record: Jwt = Jwt::EMPTY;
    lifetime::read_row_token(&row.session_token, &mut record);
    let begun = record.auth_time;
    let end = settings.lifetime.zip(begun).map(|(lifetime, begun)| begun + lifetime);
    let is_limited = [end, record.until].into_iter().flatten().any(|end| end <= row.expires);
    let last_seen = row.expires - settings.max_age;
    let is_known = !is_limited && last_seen <= settings.clock.now() + LEEWAY;
    ActiveSession {
        id: SessionId::of(&row.session_token),
        expires: row.expires,
        begun,
        last_seen: is_known.then_some(last_seen).max(begun.filter(|_| is_known)),
        device: lifetime::device_of_row(&row.session_token),
    }
}

/// Revokes one session of a user. Returns `true` if there was such a session.
pub(crate) async fn revoke<F: AppTypes>(
    engine: &Engine<F>,
    user: &StoredId,
    id: &SessionId,
) -> Result<bool, AuthError> {
    let rows = rows(engine, user).await?;
    match rows.iter().find(|row| SessionId::of(&row.session_token) == *id) {
        Some(row) => Ok(adapter(engine)?.delete_session(&row.session_token).await?.is_some()),
        None => Ok(false),
    }
}

/// Revokes all sessions of a user: deletes the rows, or begins a new epoch, so that all tokens are of an earlier one. Ends
/// the sign-ins that wait for their second factor, too.
pub(crate) async fn revoke_all<F: AppTypes>(engine: &Engine<F>, user: &StoredId) -> Result<(), AuthError> {
    if let Ok(adapter) = adapter(engine) {
        // First, so that a sign-in that is finished in between leaves a row that is deleted.
        revocation::end_pending(engine, user).await?;
        adapter.delete_sessions_of(user).await?;
        return Ok(());
    }
    revocation::revoke_all(engine, user).await.map(drop)
}

/// Revokes all tokens of a user of the application, who is not one of the database.
pub(crate) async fn revoke_application_user<F: AppTypes>(
    engine: &Engine<F>,
    user: &UserId,
) -> Result<(), AuthError> {
    revocation::revoke_all(engine, &revocation::key_of_application_user(user.as_str())).await.map(drop)
}
