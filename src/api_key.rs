//! API keys: secrets with which programs call in the name of a user.
//!
//! A struct under [`#[auth::api_key]`](macro@crate::api_key) is the content of a kind of keys. The builder turns it on with
//! [`api_keys`](crate::AuthBuilder::api_keys), handlers take a `Caller<Visible, Key>`, and
//! [`Auth::create_key`](crate::Auth::create_key), [`create_key_for`](crate::Auth::create_key_for), [`keys_of`](crate::Auth::keys_of) and
//! [`revoke_key`](crate::Auth::revoke_key) manage the keys of a user.

#[doc(inline)]
pub use auth_core::contract::api_key::{KeyData, KeyDataError, KeyMembers, Scoped};
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::{
    app::ApiKey,
    flow::{Expires, KeyId, KeyInfo, KeyText, NewKey},
};

/// The traits behind the attribute, which compiler messages name by this path. They are not public API.
#[doc(hidden)]
pub use auth_core::contract::api_key::{KeyCodec, Scopes};
