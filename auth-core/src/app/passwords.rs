//! The passwords of users, for the application's own pages, its programs and its support.

use super::auth::{Auth, Pending};
use crate::{
    adapter::Adapter,
    check::password::PasswordError,
    contract::{AsStoredId, Password, session::SessionData},
    flow::{api_keys, error::AuthError, password},
};

/// The number of times that a password is stored again after another one has overtaken it.
const ATTEMPTS: u32 = 3;

/// Passwords.
impl<V: SessionData> Auth<V> {
    /// Returns `true` if a user has a password.
    ///
    /// # Errors
    /// Returns [`PasswordError::NotTurnedOn`] if passwords are not turned on, and [`AuthError::Adapter`] if the database fails.
    pub fn has_password<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<bool, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move {
            let adapter = password::adapter(self.erased().settings())?;
            Ok(adapter.password_of(user).await?.is_some())
        })
    }

    /// Sets the password of a user, whatever it was before, and ends all sessions of the user. Session tokens that cannot be
    /// [revoked](super::builder::AuthBuilder::revocable_tokens) stay valid until they expire. API keys stay valid, too, unless
    /// [new passwords end them](super::builder::AuthBuilder::new_passwords_end_keys).
    ///
    /// The user proves nothing here: it is for programs that create users, and for support. The password has to keep the
    /// rules for new passwords.
    ///
    /// ```
    /// # #[cfg(feature = "password")]
    /// # mod example {
    /// use auth::{Auth, AuthError, Password, PasswordError, StoredId};
    ///
    /// async fn reset(auth: &Auth, user: &StoredId, chosen: Password) -> Result<String, AuthError> {
    ///     match auth.set_password(user, &chosen).await {
    ///         Ok(()) => Ok("Sign in with the new password.".to_owned()),
    ///         Err(AuthError::Password(PasswordError::Refused(reason))) => Ok(reason.to_string()),
    ///         Err(error) => Err(error),
    ///     }
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// Returns [`PasswordError::Refused`] if the password breaks a rule, [`PasswordError::Busy`] if too many are
    /// being hashed, [`AuthError::UnknownUser`] if there is no such user, [`PasswordError::Overtaken`] if others change the
    /// password all the time, and [`AuthError::Adapter`] if the database fails.
    pub fn set_password<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
        password: &'a Password,
    ) -> Pending<'a, Result<(), AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move {
            let settings = self.erased().settings();
            let adapter = password::adapter(settings)?;
            let known = adapter.user(user).await?.ok_or(AuthError::UnknownUser)?;
            let about = [known.user.name.as_deref(), known.user.email.as_deref()];
            let accepted = password::check_new_password(settings, password, about).await?;
            api_keys::end_for_new_password(settings, user).await?;
            for _ in 0..ATTEMPTS {
                let known = adapter.user(user).await?.ok_or(AuthError::UnknownUser)?;
                let stored = adapter.password_of(user).await?;
                if password::store_password(settings, &known, &accepted, stored.as_ref()).await? {
                    match self.sign_out_everywhere(user).await {
                        Ok(()) | Err(AuthError::NotRevocable) => {}
                        failed => return failed,
                    }
                    return api_keys::end_for_new_password(settings, user).await;
                }
            }
            Err(PasswordError::Overtaken.into())
        })
    }

    /// Removes the password of a user, who signs in by other means from now on. Returns `true` if the user had one. Sessions
    /// stay.
    ///
    /// # Errors
    /// As [`has_password`](Self::has_password).
    pub fn remove_password<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<bool, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { Ok(password::adapter(self.erased().settings())?.remove_password(user).await?) })
    }
}
