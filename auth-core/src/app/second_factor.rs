//! The second factors of users, for the application's own pages and for its support.

use super::auth::{Auth, Pending};
use crate::{
    contract::{AsStoredId, UnixTime, session::SessionData},
    flow::error::AuthError,
};

/// The second factor of a user: an authenticator application, with its recovery codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnrolledSecondFactor {
    /// The time of the enrolment.
    pub since: UnixTime,
    /// The number of recovery codes that are left.
    pub recovery_codes: u32,
}

/// Second factors.
impl<V: SessionData> Auth<V> {
    /// Returns the second factor of a user; `None` if the user has none.
    ///
    /// The page `/totp` below the base path lets users enrol an authenticator application, replace or remove it, and make new
    /// recovery codes.
    ///
    /// ```
    /// use auth::{Auth, AuthError, StoredId};
    ///
    /// async fn codes_left(auth: &Auth, user: &StoredId) -> Result<Option<u32>, AuthError> {
    ///     Ok(auth.second_factor_of(user).await?.map(|factor| factor.recovery_codes))
    /// }
    /// ```
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::MissingAdapter`] if the application has no database, and [`AuthError::Adapter`] if the database
    /// fails or keeps no second factors.
    pub fn second_factor_of<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<Option<EnrolledSecondFactor>, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move {
            let stored = self.erased().second_factor_of(user).await?;
            Ok(stored.map(|totp| EnrolledSecondFactor {
                since: totp.created,
                recovery_codes: totp.recovery_codes,
            }))
        })
    }

    /// Removes the second factor of a user who has lost it, with its recovery codes, and ends all sessions of the user. Session
    /// tokens that cannot be [revoked](super::builder::AuthBuilder::revocable_tokens) stay valid until they expire. Returns
    /// `true` if the user had a second factor.
    ///
    /// The user proves nothing here: the application's support has to make sure who asks. Users who still have their
    /// authenticator application or a recovery code remove it on the page `/totp`. The event `second_factor` reports both.
    ///
    /// ```
    /// use auth::{Auth, AuthError, StoredId};
    ///
    /// async fn unlock(auth: &Auth, user: &StoredId) -> Result<&'static str, AuthError> {
    ///     Ok(match auth.remove_second_factor(user).await? {
    ///         true => "The user can sign in without a second factor now.",
    ///         false => "The user has no second factor.",
    ///     })
    /// }
    /// ```
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// As [`second_factor_of`](Self::second_factor_of).
    pub fn remove_second_factor<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<bool, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move {
            let result = self.erased().remove_second_factor(user).await;
            self.session_has_changed(None);
            result
        })
    }
}
