//! The sessions of a user on all devices: listed and revoked.

use super::auth::{Auth, Pending};
use crate::{
    contract::{AsStoredId, UserId, session::SessionData},
    flow::{
        error::AuthError,
        scope::IntoHead,
        session::{ActiveSession, SessionId},
    },
};

impl<V: SessionData> Auth<V> {
    /// Lists the sessions of a user in the database that have not ended, the longest lasting first, for a list of the
    /// devices on which the user is signed in.
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::MissingAdapter`] if sessions are not in a database, and [`AuthError::Adapter`] if the
    /// database fails.
    pub fn sessions_of<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<Vec<ActiveSession>, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { self.engine().sessions_of(user).await })
    }

    /// Returns the ID of the session in the cookie of a request, to mark the current session in the list of
    /// [`sessions_of`](Self::sessions_of). Does not check whether the session exists. Returns `None` if there is no
    /// session cookie, or sessions are tokens.
    ///
    /// # Errors
    /// Returns [`AuthError::UntrustedHost`] if the origin of the request is not trusted.
    pub fn session_id<'r>(&self, head: impl IntoHead<'r>) -> Result<Option<SessionId>, AuthError> {
        self.engine().session_id(head.into_head())
    }

    /// Revokes one session of a user, on any device. Returns `true` if the user had such a session.
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// As [`sessions_of`](Self::sessions_of).
    pub fn revoke_session<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
        id: &'a SessionId,
    ) -> Pending<'a, Result<bool, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move {
            let result = self.engine().revoke_session(user, id).await;
            self.session_has_changed(None);
            result
        })
    }

    /// Revokes all sessions of a user, on all devices. If sessions are tokens, they must be
    /// [revocable](super::builder::AuthBuilder::revocable_tokens).
    ///
    /// Also ends the sign-ins of the user that wait for their second factor, whatever sessions are: their first factor may be
    /// in the wrong hands. The database must have epochs for it, as those of all adapters of this library have.
    ///
    /// A sign-in guard that calls it ends the other sessions of the user, and lets its own sign-in begin, so that a user has
    /// one session at a time. Called later, by the jwt callback or a handler of the event `sign_in`, it may end that session as well.
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::NotRevocable`] if tokens are not revocable. Waiting sign-ins have ended nevertheless. Returns
    /// [`AuthError::Adapter`] if the database fails.
    pub fn sign_out_everywhere<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<(), AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move {
            let result = self.engine().sign_out_everywhere(user).await;
            self.session_has_changed(None);
            result
        })
    }

    /// Revokes all session tokens of a user who is not one of the database, but whose ID is the application's own, as
    /// `authorize` returns it. Tokens must be [revocable](super::builder::AuthBuilder::revocable_tokens).
    ///
    /// A stored user with the same ID stays signed in.
    ///
    /// # Errors
    /// As [`sign_out_everywhere`](Self::sign_out_everywhere).
    pub async fn sign_out_application_user(&self, id: &UserId) -> Result<(), AuthError> {
        let result = self.engine().sign_out_application_user(id).await;
        self.session_has_changed(None);
        result
    }
}
