//! Ending sessions from afar: the sessions of a user, one by one or all at once.

mod epochs;

use std::fmt;

use sha2::{Digest, Sha256};

pub(crate) use self::epochs::Epochs;
use crate::{
    Secret, UnixTime, UserId,
    adapter::{Adapter, AnyAdapter},
    auth_error::AuthError,
    engine::Engine,
    flow::Flow,
    model::AdapterSession,
};

/// The name of a session that is kept in the database, for a list of sessions and for revoking one. It is
/// made of the session's token by hashing, so that nobody who sees it can use the session.
///
/// ```
/// use auth_core::SessionId;
///
/// let id = SessionId::from("5feceb66ffc86f38d952786c6d696c79");
/// assert_eq!(id.as_str().len(), 32);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct SessionId(String);

impl SessionId {
    /// The first half of the hash, in hexadecimal digits.
    pub(crate) fn of(token: &Secret) -> Self {
        use fmt::Write;

        let hash = Sha256::digest(token.expose());
        let mut text = String::with_capacity(32);
        for byte in hash.iter().take(16) {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SessionId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A session of a user, as a list of "where you are signed in" shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActiveSession {
    /// Its name.
    pub id: SessionId,
    /// When it ends, unless it is used before.
    pub expires: UnixTime,
}

impl<F: Flow> Engine<F> {
    fn session_adapter(&self) -> Result<&AnyAdapter, AuthError> {
        let store = self.settings.store.as_ref().filter(|store| store.keeps_sessions);
        Ok(&store.ok_or(AuthError::MissingAdapter)?.adapter)
    }

    async fn live_sessions(&self, user: &UserId) -> Result<Vec<AdapterSession>, AuthError> {
        let now = self.settings.clock.now();
        let mut sessions = self.session_adapter()?.sessions_of(user).await?;
        sessions.retain(|session| session.expires >= now);
        Ok(sessions)
    }

    /// The sessions of a user that have not ended.
    pub(crate) async fn sessions_of(&self, user: &UserId) -> Result<Vec<ActiveSession>, AuthError> {
        let sessions = self.live_sessions(user).await?.into_iter();
        Ok(sessions
            .map(|session| ActiveSession {
                id: SessionId::of(&session.session_token),
                expires: session.expires,
            })
            .collect())
    }

    /// Ends one session of a user; whether there was such a one.
    pub(crate) async fn revoke_session(&self, user: &UserId, id: &SessionId) -> Result<bool, AuthError> {
        let sessions = self.live_sessions(user).await?;
        match sessions.iter().find(|session| SessionId::of(&session.session_token) == *id) {
            Some(session) => {
                Ok(self.session_adapter()?.delete_session(&session.session_token).await?.is_some())
            }
            None => Ok(false),
        }
    }

    /// Ends all sessions of a user: rows are removed, tokens are of the past.
    pub(crate) async fn sign_out_everywhere(&self, user: &UserId) -> Result<(), AuthError> {
        if let Ok(adapter) = self.session_adapter() {
            adapter.delete_sessions_of(user).await?;
            return Ok(());
        }
        let (Some(store), Some(epochs)) = (&self.settings.store, &self.settings.epochs) else {
            return Err(AuthError::NotRevocable);
        };
        let epoch = store.adapter.advance_epoch(user).await?;
        epochs.learn(user.as_str(), epoch, self.settings.clock.now());
        Ok(())
    }
}
