//! The methods of `Auth` that make, list and revoke API keys, and the key of a request as handlers get it.

use std::{fmt, ops, pin::Pin};

use super::{
    auth::{Auth, Pending},
    valid_key::{OwnerRecord, ValidKey},
};
use crate::{
    contract::{
        AsStoredId, StoredId, UnixTime,
        api_key::{self, KeyData, KeyDataError, KeyKind},
        session::{Session, SessionData},
    },
    flow::{
        api_keys::{self, Expires, KeyId, KeyInfo, Maker, NewKey},
        error::AuthError,
    },
};

/// API keys of programs that call in the name of a user.
impl<V: SessionData> Auth<V> {
    /// Makes an API key for the user of a session: a secret with which a program calls in the user's name. Its content is a struct under
    /// [`#[auth::api_key]`](https://docs.rs/typed-auth/latest/auth/attr.api_key.html), and its name is for the list of keys.
    ///
    /// [`NewKey::text`] is available only here: the database has a hash of it. A user has 100 keys at most; if there are as
    /// many, expired ones are removed.
    ///
    /// Call the method only for a user who has just proven who they are, since a key outlives the session.
    ///
    /// The key relies on the session: it is made only if the session is in the database at the moment of the write (or, with
    /// [`revocable_tokens`](super::builder::AuthBuilder::revocable_tokens), no sign-out on all devices has come in between),
    /// and the e-mail address of the user is still the one of the session, proven or not. A request that the first proof of
    /// the address or the end of the session has overtaken makes no key.
    ///
    /// ```
    /// use auth::{Auth, AuthError, Session, api_key::Expires};
    ///
    /// #[auth::api_key(prefix = "acme")]
    /// struct Key {
    ///     project: u32,
    /// }
    ///
    /// async fn deploy_key(auth: &Auth, session: &Session) -> Result<String, AuthError> {
    ///     let key = auth.create_key(session, Key { project: 7 }, "deployment", Expires::days(90)).await?;
    ///     Ok(key.text.expose().to_owned())
    /// }
    /// ```
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`AuthError::UnknownKeyKind`] if the builder has no `.api_keys::<K>()`, [`AuthError::TooManyKeys`] if the user
    /// has 100 keys that work, [`AuthError::Unwritable`] if the name has more than 200 bytes or the content more than 16 KiB,
    /// [`AuthError::UnknownUser`] if the user has been deleted, and [`AuthError::Adapter`] if the database fails.
    ///
    /// Returns [`AuthError::AccessDenied`] if the session has ended or its user has another or another proven address by now,
    /// if the user is not one of the database, and if the session was not read from a request.
    // A future whose type does not name `K`: otherwise the compiler reports a wrong struct at every await.
    pub fn create_key<'a, K: KeyData>(
        &'a self,
        session: &'a Session<V>,
        data: K,
        name: &'a str,
        expires: Expires,
    ) -> Pin<Box<dyn Future<Output = Result<NewKey, AuthError>> + Send + 'a>> {
        let content = data.write();
        let kind = KeyKind::of::<K>();
        let maker = Maker::of_session(session);
        Box::pin(async move {
            api_keys::create(self.erased().settings(), &maker?, kind, content, (name, expires)).await
        })
    }

    /// Makes an API key for a stored user without a session, as [`create_key`](Self::create_key) does for the user of one:
    /// for the application's support, or a command on the server. Nothing proves that the user wants it.
    ///
    /// Do not call it in a handler with the ID of the session's user. The handler may have read the session before the first
    /// proof of the user's e-mail address, which removes the keys of before, and the key would be made after it.
    ///
    /// ```
    /// use auth::{Auth, AuthError, StoredId, api_key::Expires};
    ///
    /// # #[auth::api_key(prefix = "acme")]
    /// # struct Key {
    /// #     project: u32,
    /// # }
    /// async fn robot_key(auth: &Auth, robot: &StoredId) -> Result<String, AuthError> {
    ///     let key = auth.create_key_for(robot, Key { project: 7 }, "robot", Expires::never()).await?;
    ///     Ok(key.text.expose().to_owned())
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`create_key`](Self::create_key), with [`AuthError::UnknownUser`] if the database has no such user.
    pub fn create_key_for<'a, K: KeyData>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
        data: K,
        name: &'a str,
        expires: Expires,
    ) -> Pin<Box<dyn Future<Output = Result<NewKey, AuthError>> + Send + 'a>> {
        let content = data.write();
        let kind = KeyKind::of::<K>();
        let user = user.as_stored_id();
        Box::pin(async move {
            let (settings, maker) = (self.erased().settings(), Maker::User(user));
            api_keys::create(settings, &maker, kind, content, (name, expires)).await
        })
    }

    /// Lists the API keys of a user, of all kinds, the latest first. Expired keys are in the list.
    ///
    /// # Errors
    /// Returns [`AuthError::UnknownKeyKind`] if API keys are not turned on, and [`AuthError::Adapter`] if the database fails.
    pub fn keys_of<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<Vec<KeyInfo>, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { api_keys::list(self.erased().settings(), user).await })
    }

    /// Revokes an API key of a user. The next request with it is refused. Returns `true` if the user had such a key.
    ///
    /// # Errors
    /// As [`keys_of`](Self::keys_of).
    pub fn revoke_key<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
        id: &'a KeyId,
    ) -> Pending<'a, Result<bool, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { api_keys::revoke(self.erased().settings(), user, id).await })
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
    pub fn revoke_keys_of<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
    ) -> Pending<'a, Result<u64, AuthError>> {
        let user = user.as_stored_id();
        Box::pin(async move { api_keys::revoke_all(self.erased().settings(), user).await })
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
    #[cfg_attr(
        not(feature = "extractors"),
        allow(dead_code, reason = "serves the integration of a framework")
    )]
    pub(crate) owner_record: OwnerRecord,
}

impl<K: KeyData> ApiKey<K> {
    /// Reads the content of a key that was checked.
    ///
    /// # Errors
    /// Fails if the content does not fit the struct.
    #[cfg_attr(
        not(feature = "extractors"),
        allow(dead_code, reason = "serves the integration of a framework")
    )]
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
