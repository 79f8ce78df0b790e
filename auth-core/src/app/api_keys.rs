//! `Auth`'s methods for API keys: make, list, revoke.

use super::auth::Auth;
use crate::{
    contract::{StoredId, api_key::KeyData, session::SessionData},
    flow::{
        api_keys::{self, Expires, KeyId, KeyInfo, NewKey},
        error::AuthError,
    },
};

/// API keys of programs that call in the name of a user.
impl<V: SessionData> Auth<V> {
    /// Makes an API key for a user: a secret with which a program calls in the user's name. Its content is a struct under
    /// [`#[auth::api_key]`](https://docs.rs/typed-auth/latest/auth/attr.api_key.html), and its name is for the list of keys.
    ///
    /// [`NewKey::text`] is seen this one time. The database has a hash of it. A user has 100 keys at most; if there are as
    /// many, expired ones are removed.
    ///
    /// Call the method only for a user who has just proven who they are, since a key outlives the session.
    ///
    /// ```
    /// use auth::{Auth, AuthError, StoredId, api_key::Expires};
    ///
    /// #[auth::api_key(prefix = "acme")]
    /// struct Key {
    ///     project: u32,
    /// }
    ///
    /// async fn deploy_key(auth: &Auth, user: &StoredId) -> Result<String, AuthError> {
    ///     let key = auth.create_key(user, Key { project: 7 }, "deployment", Expires::days(90)).await?;
    ///     Ok(key.text.expose().to_owned())
    /// }
    /// ```
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::UnknownKeyKind`] if the builder has no `.api_keys::<K>()`, [`AuthError::UnknownUser`] if the
    /// database has no such user, [`AuthError::TooManyKeys`] if the user has 100 keys that work,
    /// [`AuthError::Unwritable`] if the name has more than 200 bytes or the content more than 16 KiB, and
    /// [`AuthError::Adapter`] if the database fails.
    pub async fn create_key<K: KeyData>(
        &self,
        user: &StoredId,
        data: K,
        name: &str,
        expires: impl Into<Expires>,
    ) -> Result<NewKey, AuthError> {
        api_keys::create(self.erased().settings(), user, &data, name, expires.into()).await
    }

    /// Lists the API keys of a user, of all kinds, the latest first. Expired keys are in the list.
    ///
    /// # Errors
    /// Returns [`AuthError::UnknownKeyKind`] if API keys are not turned on, and [`AuthError::Adapter`] if the database fails.
    pub async fn keys_of(&self, user: &StoredId) -> Result<Vec<KeyInfo>, AuthError> {
        api_keys::list(self.erased().settings(), user).await
    }

    /// Revokes an API key of a user. The next request with it is refused. Returns `true` if the user had such a key.
    ///
    /// # Errors
    /// As [`keys_of`](Self::keys_of).
    pub async fn revoke_key(&self, user: &StoredId, id: &KeyId) -> Result<bool, AuthError> {
        api_keys::revoke(self.erased().settings(), user, id).await
    }

    /// Revokes all API keys of a user, and returns their number. [`sign_out_everywhere`](Self::sign_out_everywhere) leaves
    /// keys as they are, so call both if an account may be in the wrong hands.
    ///
    /// ```
    /// # use auth::{Auth, AuthError, StoredId};
    /// async fn lock(auth: &Auth, user: &StoredId) -> Result<(), AuthError> {
    ///     auth.revoke_keys_of(user).await?;
    ///     auth.sign_out_everywhere(user).await
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`keys_of`](Self::keys_of).
    pub async fn revoke_keys_of(&self, user: &StoredId) -> Result<u64, AuthError> {
        api_keys::revoke_all(self.erased().settings(), user).await
    }
}
