//! The methods of `Auth` that make, list and revoke API keys, and the key of a request as handlers get it.

use std::{fmt, ops, pin::Pin};

use super::{
    auth::Auth,
    valid_key::{OwnerRecord, ValidKey},
};
use crate::{
    contract::{
        StoredId, UnixTime,
        api_key::{self, KeyData, KeyDataError, KeyKind},
        session::SessionData,
    },
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
    /// [`NewKey::text`] is available only here: the database has a hash of it. A user has 100 keys at most; if there are as
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
    // A future whose type does not name `K`: otherwise the compiler reports a wrong struct at every await.
    pub fn create_key<'a, K: KeyData>(
        &'a self,
        user: &'a StoredId,
        data: K,
        name: &'a str,
        expires: Expires,
    ) -> Pin<Box<dyn Future<Output = Result<NewKey, AuthError>> + Send + 'a>> {
        let content = data.write();
        let kind = KeyKind::of::<K>();
        Box::pin(api_keys::create(self.erased().settings(), user, kind, content, (name, expires)))
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

/// An API key with which a program calls, as a handler gets it. It dereferences to `K`, the struct under
/// `#[auth::api_key]`.
#[non_exhaustive]
pub struct ApiKey<K> {
    /// The public part of the key, which may be logged.
    pub id: KeyId,
    /// The ID of the user in whose name the program calls.
    pub owner: StoredId,
    /// The name that was given to the key.
    pub name: String,
    /// The time at which the key stops working; `None` if it does not.
    pub expires: Option<UnixTime>,
    /// The content of the key.
    pub data: K,
    /// The record of a session of the owner.
    #[cfg_attr(not(feature = "axum"), allow(dead_code, reason = "serves the integration of a framework"))]
    pub(crate) owner_record: OwnerRecord,
}

impl<K: KeyData> ApiKey<K> {
    /// Reads the content of a key that was checked.
    ///
    /// # Errors
    /// Fails if the content does not fit the struct.
    #[cfg_attr(not(feature = "axum"), allow(dead_code, reason = "serves the integration of a framework"))]
    pub(crate) fn of(found: ValidKey) -> Result<Self, KeyDataError> {
        let ValidKey { key, owner } = found;
        Ok(Self {
            data: api_key::read_content(&key.data)?,
            id: KeyId::new(key.id),
            owner: key.user_id,
            name: key.name.unwrap_or_default(),
            expires: key.expires,
            owner_record: owner,
        })
    }
}

impl<K> ops::Deref for ApiKey<K> {
    type Target = K;

    fn deref(&self) -> &K {
        &self.data
    }
}

impl<K> fmt::Debug for ApiKey<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKey").field("id", &self.id.as_str()).finish_non_exhaustive()
    }
}
