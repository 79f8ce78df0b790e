//! The content of an API key, as a type of the application: the traits behind `#[auth::api_key]`.

#[cfg(feature = "server")]
mod kind;
mod scopes;

use std::marker::PhantomData;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

#[cfg(feature = "server")]
pub(crate) use self::kind::{KeyKind, KeyKinds};
pub use self::scopes::Scopes;

/// The content of an API key, by the names of its fields, as the database keeps it.
pub type KeyMembers = Map<String, Value>;

/// The content of a kind of API keys. Implemented by `#[auth::api_key]` on a struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the content of an API key",
    label = "not a key struct",
    note = "put `#[auth::api_key(prefix = \"acme\")]` on the struct that holds what a key may do"
)]
pub trait KeyData: Sized + Send + Sync + 'static {
    /// `()`. Where a type is not a key struct, this type does not exist, and nothing that depends on it is reported.
    #[doc(hidden)]
    type Exists;

    /// The string with which every key of this kind begins.
    const PREFIX: &'static str;

    /// Reads the content of a stored key. Members without a field are ignored.
    ///
    /// # Errors
    /// Returns an error if a member that a field needs is missing, or does not fit its type.
    fn read(members: &KeyMembers) -> Result<Self, KeyDataError>;

    /// Returns the content as it is stored.
    ///
    /// # Errors
    /// Returns an error if a value does not serialise.
    fn write(&self) -> Result<KeyMembers, KeyDataError>;
}

/// [`KeyData`] as the parameter of `Caller`. Messages about it name no other key.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the content of an API key",
    label = "not a key struct",
    note = "put `#[auth::api_key(prefix = \"acme\")]` on the struct that holds what a key may do, and name that struct last: \
        `Caller<Visible, Key>`"
)]
pub trait KeyType: KeyData {
    /// A type that exists if this is a key struct.
    type Known;
}

#[diagnostic::do_not_recommend]
impl<K: KeyData> KeyType for K {
    type Known = K::Exists;
}

/// A kind of API keys that has scopes: the struct has a field `scopes: Set<…>`. Implemented by `#[auth::api_key]`.
#[diagnostic::on_unimplemented(
    message = "keys of the kind `{Self}` have no scopes",
    label = "a key without scopes may do nothing that needs a permission",
    note = "give the struct a field `scopes: Set<Permission>`, with the enum under `#[auth::permissions]`"
)]
pub trait Scoped: KeyData {
    /// The type of the field: a [`Set`](super::permission::Set).
    type Scopes;

    /// Returns the permissions that the key was made for.
    fn scopes(&self) -> &Self::Scopes;
}

/// A key whose scopes are permissions of the enum `P`.
#[diagnostic::on_unimplemented(
    message = "keys of the kind `{Self}` have no scopes of `{P}`",
    label = "a key may do nothing that needs a `{P}`",
    note = "give the struct under `#[auth::api_key]` a field `scopes: Set<{P}>`"
)]
pub trait ScopedBy<P>: Scoped<Scopes = super::permission::Set<P>> {}

#[diagnostic::do_not_recommend]
impl<K: Scoped<Scopes = super::permission::Set<P>>, P> ScopedBy<P> for K {}

/// Reads and writes a member of the content of a key. Generated code takes it once from the type of a field, so that a
/// type that does not fit is one error.
pub struct KeyCodec<V> {
    /// Reads the member of this name. A missing member counts as `null`.
    pub read: fn(&KeyMembers, &'static str) -> Result<V, KeyDataError>,
    /// Writes the member of this name.
    pub write: fn(&V, &mut KeyMembers, &'static str) -> Result<(), KeyDataError>,
}

/// The codec of the type of a field: `KeyValue::<V>::CODEC`, with [`NotCarried`] in scope. A type that does not fit is reported
/// by an assertion, which names the part that does not.
pub struct KeyValue<V>(PhantomData<V>);

impl<V: Serialize + DeserializeOwned> KeyValue<V> {
    /// Reads and writes the member.
    pub const CODEC: KeyCodec<V> = KeyCodec { read, write };
}

impl<V: Serialize + DeserializeOwned + Default> KeyValue<V> {
    /// Reads and writes the member. A missing member, or `null`, is the default.
    pub const DEFAULT_CODEC: KeyCodec<V> = KeyCodec { read: read_or_default, write };
}

/// The fallback of [`KeyValue`] for types that do not fit. Nothing here ever runs.
pub trait NotCarried<V> {
    /// Reads and writes nothing.
    const CODEC: KeyCodec<V> = KeyCodec {
        read: |_, name| Err(KeyDataError::Misfit(name)),
        write: |_, _, name| Err(KeyDataError::Unwritable(name)),
    };
    /// Reads and writes nothing.
    const DEFAULT_CODEC: KeyCodec<V> = Self::CODEC;
}

impl<V> NotCarried<V> for KeyValue<V> {}

fn read<V: DeserializeOwned>(members: &KeyMembers, name: &'static str) -> Result<V, KeyDataError> {
    let member = members.get(name);
    V::deserialize(member.unwrap_or(&Value::Null)).map_err(|_| match member {
        Some(_) => KeyDataError::Misfit(name),
        None => KeyDataError::Missing(name),
    })
}

fn read_or_default<V: DeserializeOwned + Default>(
    members: &KeyMembers,
    name: &'static str,
) -> Result<V, KeyDataError> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(V::default()),
        Some(_) => read(members, name),
    }
}

fn write<V: Serialize>(value: &V, members: &mut KeyMembers, name: &'static str) -> Result<(), KeyDataError> {
    let value = serde_json::to_value(value).map_err(|_| KeyDataError::Unwritable(name))?;
    members.insert(name.to_owned(), value);
    Ok(())
}

/// The error of an API key whose content does not fit its struct. It names the field, and never contains a value.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyDataError {
    /// The key was made without this member, and its field needs it.
    #[error(
        "the key was made without `{0}`, which its struct needs: write `#[auth(default)]` above the field, or make it \
         an `Option`"
    )]
    Missing(&'static str),
    /// The member does not fit the type of its field.
    #[error("the member `{0}` of the key does not fit its type")]
    Misfit(&'static str),
    /// The value of this field does not serialise.
    #[error("the field `{0}` of the key cannot be written as JSON")]
    Unwritable(&'static str),
    /// The stored content is not a JSON object.
    #[error("the content of the key is not a JSON object")]
    NotAnObject,
    /// The key is of another kind: it has another prefix.
    #[error("the key is of another kind")]
    OtherKind,
}

impl std::fmt::Debug for KeyDataError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// Reads the stored content of a key.
///
/// # Errors
/// Returns an error if it is not a JSON object, or does not fit the struct.
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
pub(crate) fn read_content<K: KeyData>(content: &str) -> Result<K, KeyDataError> {
    let members: KeyMembers = serde_json::from_str(content).map_err(|_| KeyDataError::NotAnObject)?;
    K::read(&members)
}

/// Returns `true` if a string can be the prefix of keys: 1 to 16 of `a` to `z` and `0` to `9`.
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
pub(crate) fn is_prefix(text: &str) -> bool {
    (1..=16).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_member_is_named_and_an_unknown_one_ignored() {
        let members: KeyMembers = serde_json::from_str(r#"{"project":7,"was":true,"note":null}"#).unwrap();
        assert_eq!(read::<u32>(&members, "project"), Ok(7));
        assert_eq!(read::<Option<u32>>(&members, "absent"), Ok(None));
        assert_eq!(read::<u32>(&members, "absent"), Err(KeyDataError::Missing("absent")));
        assert_eq!(read::<u32>(&members, "note"), Err(KeyDataError::Misfit("note")));
        assert_eq!(read_or_default::<u32>(&members, "note"), Ok(0));
        assert_eq!(read_or_default::<u32>(&members, "was"), Err(KeyDataError::Misfit("was")));
    }

    #[test]
    fn prefixes() {
        assert!(["a", "acme", "0123456789abcdef"].into_iter().all(is_prefix));
        assert!(!["", "Acme", "ac_me", "acmé", "0123456789abcdefg"].into_iter().any(is_prefix));
    }
}
