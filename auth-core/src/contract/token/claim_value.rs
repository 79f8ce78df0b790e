//! The values of claims: what generated code reads and writes them with.

use std::marker::PhantomData;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, DeserializeOwned, MapAccess},
    ser::{self, SerializeMap},
};

use super::{
    claims::{OtherClaims, VERSION_CLAIM},
    jwt::STANDARD_CLAIMS,
    size::{self, ClaimTooLong},
};

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
