//! The sessions of a user on all devices: lists them, and revokes them individually or all at once.

use std::fmt;

use sha2::{Digest, Sha256};

use super::revocation;
use crate::{
    adapter::{Adapter, AnyAdapter},
    contract::{AdapterSession, Secret, StoredId, UnixTime, UserId},
    flow::{application::Engine, error::AuthError, types::AppTypes},
    hex,
};

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
    let session =
        |row: AdapterSession| ActiveSession { id: SessionId::of(&row.session_token), expires: row.expires };
    Ok(rows(engine, user).await?.into_iter().map(session).collect())
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
        // First, so that a waiting sign-in that is finished in between leaves a row that is deleted.
        revocation::end_pending(engine, user).await?;
        adapter.delete_sessions_of(user).await?;
        return Ok(());
    }
    revocation::revoke_all(engine, user).await
}

/// Revokes all tokens of a user of the application, who is not one of the database.
pub(crate) async fn revoke_application_user<F: AppTypes>(
    engine: &Engine<F>,
    user: &UserId,
) -> Result<(), AuthError> {
    revocation::revoke_all(engine, &revocation::key_of_application_user(user.as_str())).await
}
