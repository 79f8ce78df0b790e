//! What an application adds to the session token: the trait behind `#[auth::jwt]` on a struct.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess},
    ser::SerializeMap,
};

/// The claims that an application adds to the session token, read and written in one pass.
///
/// Implemented by `#[auth::jwt]` on a struct with named fields. `()` adds none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what the session token holds",
    label = "not a token struct",
    note = "put `#[auth::jwt]` on the struct that holds the application's claims"
)]
pub trait Claims: Sized + Send + Sync + 'static {
    /// What has been read so far.
    type Partial: Default;

    /// Reads the value of the claim `name`, if that is one of these claims. `Ok(false)` leaves the value unread.
    fn read<'de, A: MapAccess<'de>>(
        partial: &mut Self::Partial,
        name: &str,
        map: &mut A,
    ) -> Result<bool, A::Error>;

    /// All claims, once the token has been read to its end.
    fn finish<E: de::Error>(partial: Self::Partial) -> Result<Self, E>;

    /// Writes the claims as members of the token.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

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

/// Claims that nobody declared, kept as they came: the type of a token's `#[auth(rest)]` field.
///
/// With such a field a cookie that is shared with another service loses nothing when it is written again.
pub type OtherClaims = serde_json::Map<String, serde_json::Value>;

/// The value of a claim which the token does not have: `None` for an option, an error for every other type.
pub fn missing_claim<'de, V: Deserialize<'de>, E: de::Error>(name: &'static str) -> Result<V, E> {
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
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
            newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
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
