//! The claims that an application adds to the session token: the trait behind `#[auth::jwt]` on a struct.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, DeserializeOwned, MapAccess},
    ser::{self, SerializeMap},
};

use super::{
    jwt::STANDARD_CLAIMS,
    size::{self, ClaimTooLong},
    version::{Migration, NoMigration, VERSION_CLAIM},
};

/// The claims that an application adds to the session token, read and written in one pass.
///
/// Implemented by `#[auth::jwt]` on a struct with named fields. `()` adds none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare the claims of the session token",
    label = "not a token struct",
    note = "put `#[auth::jwt]` on the struct that holds the application's claims"
)]
pub trait Claims: Sized + Send + Sync + 'static {
    /// The version of these claims. From version 2 on, the token carries it in the claim `auth_version`.
    const VERSION: u32 = 1;

    /// The claims by their names in the token, in the order in which they are written.
    const FIELDS: &'static [ClaimField] = &[];

    /// The names of the claims that an export of the user's data holds: those under `#[auth(personal)]`.
    const PERSONAL: &'static [&'static str] = &[];

    /// The claims read so far.
    type Partial: Default;

    /// Reads the value of the claim `name` if it is one of these claims. Returns `Ok(false)` and leaves the
    /// value unread otherwise.
    fn read<'de, A: MapAccess<'de>>(
        partial: &mut Self::Partial,
        name: &str,
        map: &mut A,
    ) -> Result<bool, A::Error>;

    /// Builds the claims after the whole token has been read.
    fn finish<E: de::Error>(partial: Self::Partial) -> Result<Self, E>;

    /// Writes the claims as members of the token.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;

    /// Checks that no claim is longer than its field allows.
    ///
    /// # Errors
    /// When a claim under `#[auth(max = …)]` is longer.
    fn check_sizes(&self) -> Result<(), ClaimTooLong> {
        Ok(())
    }

    /// Returns the migration from the claims of the previous version.
    fn migration() -> impl Migration<Self> {
        NoMigration
    }
}

/// The declaration of a claim, known at compile time.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ClaimField {
    /// Its name in the token.
    pub name: &'static str,
    /// True if a default replaces an absent claim.
    pub has_default: bool,
    /// True if the field holds all undeclared claims.
    pub is_rest: bool,
    /// The maximum length of its value as JSON, in bytes.
    pub max_size: Option<usize>,
}

impl ClaimField {
    /// Declares a claim of that name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, has_default: false, is_rest: false, max_size: None }
    }

    /// Declares the field that holds undeclared claims.
    pub const fn rest(field: &'static str) -> Self {
        Self { is_rest: true, ..Self::new(field) }
    }

    /// Adds a default.
    pub const fn or_default(mut self) -> Self {
        self.has_default = true;
        self
    }

    /// Sets the maximum length, if there is one.
    pub const fn at_most(mut self, bytes: Option<usize>) -> Self {
        self.max_size = bytes;
        self
    }
}

#[diagnostic::do_not_recommend]
impl Claims for () {
    type Partial = ();

    fn read<'de, A: MapAccess<'de>>(_: &mut (), _: &str, _: &mut A) -> Result<bool, A::Error> {
        Ok(false)
    }

    fn finish<E: de::Error>((): ()) -> Result<(), E> {
        Ok(())
    }

    fn write<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

/// Reads and writes the value of a claim: `ClaimValue::<V>::read(map)`, with [`NotAClaim`] in scope.
pub struct ClaimValue<V>(PhantomData<V>);

impl<V: Serialize + DeserializeOwned> ClaimValue<V> {
    /// Reads the next value.
    pub fn read<'de, A: MapAccess<'de>>(map: &mut A) -> Result<V, A::Error> {
        map.next_value()
    }

    /// Returns the value. An absent claim is `None` for an option, and an error for every other type.
    pub fn or_missing<E: de::Error>(value: Option<V>, name: &'static str) -> Result<V, E> {
        value.map_or_else(|| missing_claim(name), Ok)
    }

    /// Writes the value.
    pub fn write<M: SerializeMap>(value: &V, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, value)
    }

    /// Checks the value against the limit in `#[auth(max = …)]`.
    pub fn check_size(value: &V, name: &'static str, max: usize) -> Result<(), ClaimTooLong> {
        size::check(value, name, max)
    }
}

impl<V: Default> ClaimValue<V> {
    /// Returns the value, or the default of its type.
    pub fn or_default<E: de::Error>(value: Option<V>) -> Result<V, E> {
        Ok(value.unwrap_or_default())
    }
}

/// A field under `#[auth(rest)]`.
impl ClaimValue<OtherClaims> {
    /// Reads the next value and keeps it.
    pub fn keep<'de, A: MapAccess<'de>>(
        rest: &mut Option<OtherClaims>,
        name: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let value = map.next_value()?;
        rest.get_or_insert_default().insert(name.to_owned(), value);
        Ok(())
    }

    /// Writes all claims except those with a field of their own: the standard claims and the `declared` ones.
    pub fn write_rest<M: SerializeMap>(
        rest: &OtherClaims,
        declared: &[&str],
        map: &mut M,
    ) -> Result<(), M::Error> {
        let is_standard =
            |name: &str| name == VERSION_CLAIM || STANDARD_CLAIMS.iter().any(|(claim, _)| *claim == name);
        let has_field = |name: &str| is_standard(name) || declared.contains(&name);
        rest.iter()
            .filter(|(name, _)| !has_field(name))
            .try_for_each(|(name, value)| map.serialize_entry(name, value))
    }
}

/// The fallback of [`ClaimValue`] for types that cannot be claims. The attribute asserts that there is none, so that the
/// mistake is one error; nothing here ever runs.
pub trait NotAClaim<V> {
    /// Fails.
    fn read<'de, A: MapAccess<'de>>(_: &mut A) -> Result<V, A::Error> {
        Err(de::Error::custom(NOT_A_CLAIM))
    }

    /// Fails.
    fn or_missing<E: de::Error>(_: Option<V>, _: &'static str) -> Result<V, E> {
        Err(E::custom(NOT_A_CLAIM))
    }

    /// Fails.
    fn write<M: SerializeMap>(_: &V, _: &'static str, _: &mut M) -> Result<(), M::Error> {
        Err(ser::Error::custom(NOT_A_CLAIM))
    }

    /// Does nothing.
    fn check_size(_: &V, _: &'static str, _: usize) -> Result<(), ClaimTooLong> {
        Ok(())
    }

    /// Fails.
    fn or_default<E: de::Error>(_: Option<V>) -> Result<V, E> {
        Err(E::custom(NOT_A_CLAIM))
    }

    /// Fails.
    fn keep<'de, A: MapAccess<'de>>(_: &mut Option<V>, _: &str, _: &mut A) -> Result<(), A::Error> {
        Err(de::Error::custom(NOT_A_CLAIM))
    }

    /// Fails.
    fn write_rest<M: SerializeMap>(_: &V, _: &[&str], _: &mut M) -> Result<(), M::Error> {
        Err(ser::Error::custom(NOT_A_CLAIM))
    }
}

impl<V> NotAClaim<V> for ClaimValue<V> {}

const NOT_A_CLAIM: &str = "the type cannot be a claim";

/// Claims that nobody declared, kept as they came: the type of a token's `#[auth(rest)]` field.
///
/// With such a field a cookie that is shared with another service loses nothing when it is written again.
pub type OtherClaims = serde_json::Map<String, serde_json::Value>;

/// The value of a claim which the token does not have: `None` for an option, an error for every other type.
fn missing_claim<'de, V: Deserialize<'de>, E: de::Error>(name: &'static str) -> Result<V, E> {
    struct Missing<E>(&'static str, std::marker::PhantomData<E>);

    impl<'de, E: de::Error> Deserializer<'de> for Missing<E> {
        type Error = E;

        fn deserialize_any<V: de::Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
            Err(E::missing_field(self.0))
        }

        fn deserialize_option<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
            visitor.visit_none()
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
            unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }

    V::deserialize(Missing(name, std::marker::PhantomData))
}

/// The name of a member, borrowed from the input where it has no escapes.
pub(crate) enum MemberName<'de> {
    Borrowed(&'de str),
    Owned(String),
}

impl MemberName<'_> {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Borrowed(name) => name,
            Self::Owned(name) => name,
        }
    }
}

impl<'de> Deserialize<'de> for MemberName<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl<'de> de::Visitor<'de> for NameVisitor {
            type Value = MemberName<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a claim")
            }

            fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Self::Value, E> {
                Ok(MemberName::Borrowed(name))
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
                Ok(MemberName::Owned(name.to_owned()))
            }
        }

        deserializer.deserialize_str(NameVisitor)
    }
}
