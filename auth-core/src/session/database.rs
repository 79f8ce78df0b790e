//! Sessions as rows of the database: the cookie holds nothing but their token.

use super::Found;
use crate::{
    Secret, UnixTime,
    adapter::{Adapter, AnyAdapter, SessionAndUser},
    auth_error::AuthError,
    callback::jwt::JwtCallback,
    cookie::{chunk, jar::Lifetime},
    flow::Flow,
    jwt::Jwt,
    scope::Scope,
};

impl<F: Flow> Scope<'_, F> {
    /// The session of the cookie, in one query. A row that has expired is removed.
    pub(super) async fn stored_session(&self, adapter: &AnyAdapter) -> Result<Found<F::Token>, AuthError> {
        let Some(token) = self.session_token() else { return Ok(Found::Nothing) };
        match adapter.session_and_user(&token).await? {
            None => Ok(Found::Ended),
            Some(row) if row.session.expires < self.now => {
                adapter.delete_session(&token).await?;
                Ok(Found::Ended)
            }
            Some(row) => self.record(row),
        }
    }

    /// A row as callbacks see it: the user, and when the session ends. The token of the session stays here.
    fn record(&self, row: SessionAndUser) -> Result<Found<F::Token>, AuthError> {
        let Some(claims) = F::Jwt::record(row.user.typed()?) else { return Ok(Found::Ended) };
        let mut record = Jwt::for_user(&row.user.user, claims);
        record.exp = Some(row.session.expires);
        Ok(Found::Session(record))
    }

    /// Whether a session that ends then was prolonged so long ago that it is time again.
    pub(super) fn is_old(&self, expires: Option<UnixTime>) -> bool {
        expires.is_none_or(|expires| expires <= self.due())
    }

    /// A session which was prolonged as long ago as it may be ends now.
    fn due(&self) -> UnixTime {
        let settings = &self.engine.settings;
        self.now + settings.max_age - settings.update_age
    }

    /// Prolongs a session; whether nobody else has done it in the meantime.
    pub(super) async fn touch(&self, adapter: &AnyAdapter, token: &Secret) -> Result<bool, AuthError> {
        Ok(adapter.touch_session(token, self.expiry(), self.due()).await?)
    }

    /// Removes the row of the session.
    pub(super) async fn forget_session(&self) -> Result<(), AuthError> {
        if let (Some(adapter), Some(token)) = (self.session_store(), self.session_token()) {
            adapter.delete_session(&token).await?;
        }
        Ok(())
    }

    /// Gives the session's token to the browser, until a session ends that is used now.
    pub(crate) fn set_session_token(&mut self, token: &Secret) {
        let lifetime = Lifetime::Until(self.expiry());
        let spec = &self.scheme.cookies.session_token;
        chunk::write(&mut self.jar, &self.cookies, spec, token.expose(), lifetime);
        #[cfg(feature = "oauth")]
        self.keep_provider();
    }
}
