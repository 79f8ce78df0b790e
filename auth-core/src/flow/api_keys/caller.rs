//! An API key with which a program calls.

use std::{fmt, ops};

use super::{KeyId, KeyOwner};
use crate::contract::{
    AdapterUser, StoredId, UnixTime,
    api_key::{self, KeyData, KeyDataError},
};

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
    pub(crate) user: AdapterUser,
}

impl<K: KeyData> ApiKey<K> {
    /// Reads the content of a key that was checked.
    ///
    /// # Errors
    /// Fails if the content does not fit the struct.
    #[cfg_attr(not(feature = "axum"), allow(dead_code, reason = "serves the integration of a framework"))]
    pub(crate) fn of(found: KeyOwner) -> Result<Self, KeyDataError> {
        let KeyOwner { key, user } = found;
        Ok(Self {
            data: api_key::read(&key.data)?,
            id: KeyId::new(key.id),
            owner: key.user_id,
            name: key.name.unwrap_or_default(),
            expires: key.expires,
            user,
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
