//! The shape that a type reads from a token: a deserializer of samples records the kinds of value that its
//! `Deserialize` requests.

use serde::{
    Deserializer,
    de::{self, DeserializeSeed, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor, value::Error},
    forward_to_deserialize_any,
};

use crate::contract::token::claims::Claims;

/// The end of the shape of an option.
pub(super) const OR_NULL: &str = " or null";

/// The maximum depth of types that are inspected. Types that contain themselves are deeper.
const DEPTH: usize = 4;

/// The shape of a type that requests no kind of value, or that was not reached.
const UNKNOWN: &str = "any";

/// Returns the shape of a claim in the token.
pub(super) fn shape<T: Claims>(claim: &str) -> String {
    let mut shape = UNKNOWN.to_owned();
    // Types that reject the sample have requested their kind of value before.
    let _outcome = T::read(&mut T::Partial::default(), claim, &mut One { shape: &mut shape, depth: DEPTH });
    shape
}

/// A map that offers the value of one member.
struct One<'s> {
    shape: &'s mut String,
    depth: usize,
}

impl<'de> MapAccess<'de> for One<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _: K) -> Result<Option<K::Value>, Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Sample { shape: self.shape, depth: self.depth })
    }
}

/// A sample of any requested kind of value, which records the request.
struct Sample<'s> {
    shape: &'s mut String,
    depth: usize,
}

impl Sample<'_> {
    fn is(&mut self, shape: impl Into<String>) {
        *self.shape = shape.into();
    }

    /// Returns the shapes of the inner values, and the outer value.
    fn inside<T>(
        &self,
        read: impl FnOnce(Parts<'_>) -> Result<T, Error>,
        names: &'static [&'static str],
        count: usize,
    ) -> (Vec<String>, Result<T, Error>) {
        let mut shapes = Vec::new();
        let Some(depth) = self.depth.checked_sub(1) else {
            return (shapes, Err(Error::custom("too deep")));
        };
        let read = read(Parts { shapes: &mut shapes, names: names.iter(), left: count, depth });
        (shapes, read)
    }
}

macro_rules! samples {
    ($($method:ident => $shape:literal, $visit:ident($($sample:expr)?);)*) => {
        $(fn $method<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
            self.is($shape);
            visitor.$visit($($sample)?)
        })*
    };
}

impl<'de> Deserializer<'de> for Sample<'_> {
    type Error = Error;

    samples! {
        deserialize_bool => "boolean", visit_bool(false);
        deserialize_i8 => "i8", visit_i8(0);
        deserialize_i16 => "i16", visit_i16(0);
        deserialize_i32 => "i32", visit_i32(0);
        deserialize_i64 => "i64", visit_i64(0);
        deserialize_i128 => "i128", visit_i128(0);
        deserialize_u8 => "u8", visit_u8(0);
        deserialize_u16 => "u16", visit_u16(0);
        deserialize_u32 => "u32", visit_u32(0);
        deserialize_u64 => "u64", visit_u64(0);
        deserialize_u128 => "u128", visit_u128(0);
        deserialize_f32 => "f32", visit_f32(0.0);
        deserialize_f64 => "f64", visit_f64(0.0);
        deserialize_char => "character", visit_char('a');
        deserialize_str => "text", visit_str("");
        deserialize_string => "text", visit_string(String::new());
        deserialize_bytes => "bytes", visit_bytes(&[]);
        deserialize_byte_buf => "bytes", visit_byte_buf(Vec::new());
        deserialize_unit => "null", visit_unit();
        deserialize_any => "any", visit_unit();
    }

    forward_to_deserialize_any! { identifier ignored_any }

    fn deserialize_option<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        self.is(UNKNOWN);
        let outcome = match self.depth.checked_sub(1) {
            Some(depth) => visitor.visit_some(Sample { shape: self.shape, depth }),
            None => visitor.visit_none(),
        };
        if !self.shape.ends_with(OR_NULL) {
            self.shape.push_str(OR_NULL);
        }
        outcome
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        let (shapes, outcome) = self.inside(|parts| visitor.visit_seq(parts), &[], 1);
        let element = shapes.first().map_or(UNKNOWN, String::as_str);
        self.is(format!("list of ({element})"));
        outcome
    }

    fn deserialize_tuple<V: Visitor<'de>>(mut self, length: usize, visitor: V) -> Result<V::Value, Error> {
        let (shapes, outcome) = self.inside(|parts| visitor.visit_seq(parts), &[], length);
        self.is(format!("[{}]", shapes.join(", ")));
        outcome
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        let (shapes, outcome) = self.inside(|parts| visitor.visit_map(parts), &[""], 1);
        let value = shapes.first().map_or(UNKNOWN, String::as_str);
        self.is(format!("map to ({value})"));
        outcome
    }

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let (shapes, outcome) = self.inside(|parts| visitor.visit_map(parts), fields, fields.len());
        let shapes = shapes.iter().map(String::as_str).chain(std::iter::repeat(UNKNOWN));
        let members: Vec<String> =
            fields.iter().zip(shapes).map(|(name, shape)| format!("{name}: {shape}")).collect();
        self.is(format!("{{ {} }}", members.join(", ")));
        outcome
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let texts: Vec<String> = variants.iter().map(|variant| format!("\"{variant}\"")).collect();
        self.is(texts.join(" | "));
        let first = variants.first().copied().unwrap_or_default();
        visitor.visit_enum(IntoDeserializer::<Error>::into_deserializer(first))
    }
}

/// The elements of a list or the members of a struct, with their shapes.
struct Parts<'s> {
    shapes: &'s mut Vec<String>,
    names: std::slice::Iter<'static, &'static str>,
    left: usize,
    depth: usize,
}

impl Parts<'_> {
    fn next<'de, D: DeserializeSeed<'de>>(&mut self, seed: D) -> Result<D::Value, Error> {
        let mut shape = UNKNOWN.to_owned();
        let outcome = seed.deserialize(Sample { shape: &mut shape, depth: self.depth });
        self.shapes.push(shape);
        outcome
    }
}

impl<'de> SeqAccess<'de> for Parts<'_> {
    type Error = Error;

    fn next_element_seed<E: DeserializeSeed<'de>>(&mut self, seed: E) -> Result<Option<E::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        self.next(seed).map(Some)
    }
}

impl<'de> MapAccess<'de> for Parts<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.names.next() else { return Ok(None) };
        let key: de::value::StrDeserializer<'_, Error> = (*name).into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.next(seed)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    fn of<T: serde::de::DeserializeOwned>() -> String {
        let mut shape = String::new();
        let _outcome = T::deserialize(Sample { shape: &mut shape, depth: DEPTH });
        shape
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Role {
        Admin,
        User,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only their shape matters")]
    struct Team {
        id: crate::contract::UserId,
        role: Role,
        pair: (u8, bool),
        parent: Option<Box<Team>>,
    }

    #[test]
    fn types_are_known_by_what_they_read() {
        assert_eq!(of::<crate::contract::UserId>(), of::<String>());
        assert_eq!(of::<Option<Role>>(), r#""admin" | "user" or null"#);
        assert_eq!(of::<Option<Option<u8>>>(), "u8 or null");
        assert_eq!(of::<Vec<BTreeMap<String, i64>>>(), "list of (map to (i64))");
        assert_eq!(of::<serde_json::Value>(), "any");
        let team = of::<Team>();
        assert!(
            team.starts_with(r#"{ id: text, role: "admin" | "user", pair: [u8, boolean], parent: { id"#),
            "{team}"
        );
    }
}
