//! The deserializer that converts what is common: flags and numbers as strings, IDs as numbers, one string as a list.

use serde::{
    de::{self, IntoDeserializer, Visitor, value::StrDeserializer},
    forward_to_deserialize_any,
};
use serde_json::Number;

use super::{
    Leniency,
    misfit::{Fault, Misfit},
    node::{Node, Segment, flag_of, integer_of, number_of, string_of},
};

/// The reader of a value.
#[derive(Clone, Copy)]
pub(super) struct Reader<'n> {
    node: &'n Node,
    leniency: Leniency<'n>,
    /// `true` if nothing is converted.
    is_exact: bool,
}

impl<'n> Reader<'n> {
    /// Creates the reader of an outer value.
    pub(super) fn new(node: &'n Node, leniency: Leniency<'n>) -> Self {
        Self { node, leniency, is_exact: false }
    }

    /// Creates the reader of an item.
    fn item(self, node: &'n Node) -> Self {
        Self { node, leniency: Leniency { proofs: &[], ..self.leniency }, ..self }
    }

    /// Creates the reader of a member.
    fn member(self, name: &str, node: &'n Node) -> Self {
        Self { is_exact: self.is_exact || self.leniency.proofs.contains(&name), ..self.item(node) }
    }

    /// Returns `true` if a value is a blank string that counts as absent.
    fn is_blank(self, node: &Node) -> bool {
        let is_absent = self.leniency.blank_is_absent && !self.is_exact;
        is_absent && matches!(node, Node::String(string) if string.trim().is_empty())
    }

    fn items<'de, V: Visitor<'de>>(self, items: &'n [Node], visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_seq(Items { items: items.iter().enumerate(), of: self })
    }

    fn members<'de, V: Visitor<'de>>(
        self,
        members: &'n [(String, Node)],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_map(Members { members: members.iter(), value: None, of: self })
    }

    /// Returns the number that the value is, or that it stands for.
    fn number(self) -> Option<Number> {
        match self.node {
            Node::Number(number) => Some(number.clone()),
            Node::String(string) if !self.is_exact => number_of(string),
            _ => None,
        }
    }

    fn integer<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let number = self.number().ok_or_else(|| Misfit::not("an integer"))?;
        match number.as_f64().filter(|_| number.is_f64() && !self.is_exact).and_then(integer_of) {
            Some(integer) => match u64::try_from(integer) {
                Ok(integer) => visitor.visit_u64(integer),
                Err(_) => visitor.visit_i64(integer),
            },
            None => visit_number(&number, visitor),
        }
    }

    fn float<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visit_number(&self.number().ok_or_else(|| Misfit::not("a number"))?, visitor)
    }

    fn string<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.node {
            Node::String(string) => visitor.visit_str(string),
            Node::Number(number) if !self.is_exact => {
                visitor.visit_string(string_of(number).ok_or_else(|| Misfit::not("a string"))?)
            }
            _ => Err(Misfit::not("a string")),
        }
    }
}

fn visit_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Misfit> {
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(number), _, _) => visitor.visit_u64(number),
        (_, Some(number), _) => visitor.visit_i64(number),
        (_, _, Some(number)) => visitor.visit_f64(number),
        _ => Err(Misfit::not("a number")),
    }
}

/// Declares the methods that all read the value in the same way.
macro_rules! forward {
    ($($method:ident)+ => $to:ident) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            self.$to(visitor)
        })+
    };
}

impl<'de> de::Deserializer<'de> for Reader<'_> {
    type Error = Misfit;

    forward! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 => integer
    }
    forward! { deserialize_f32 deserialize_f64 => float }
    forward! { deserialize_char deserialize_str deserialize_string deserialize_identifier => string }
    forward_to_deserialize_any! { bytes byte_buf }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.node {
            Node::Null => visitor.visit_unit(),
            Node::Bool(flag) => visitor.visit_bool(*flag),
            Node::Number(number) => visit_number(number, visitor),
            Node::String(string) => visitor.visit_str(string),
            Node::List(items) => self.items(items, visitor),
            Node::Object(members) => self.members(members, visitor),
            Node::Removed(_) => Err(Misfit::not("present")),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let flag = match self.node {
            Node::Bool(flag) => Some(*flag),
            Node::Number(number) if !self.is_exact => match number.as_f64() {
                Some(0.0) => Some(false),
                Some(1.0) => Some(true),
                _ => None,
            },
            Node::String(string) if !self.is_exact => flag_of(string),
            _ => None,
        };
        visitor.visit_bool(flag.ok_or_else(|| Misfit::not("a boolean"))?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.node {
            Node::Null => visitor.visit_none(),
            node if self.is_blank(node) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.node {
            Node::Null => visitor.visit_unit(),
            _ => Err(Misfit::not("null")),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    /// Providers send a list with one item as the item, if it is a string.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.node {
            Node::List(items) => self.items(items, visitor),
            Node::String(string) if !self.is_exact && !string.trim().is_empty() => {
                self.items(std::slice::from_ref(self.node), visitor)
            }
            _ => Err(Misfit::not("a list")),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        match self.node {
            Node::List(items) => self.items(items, visitor),
            _ => Err(Misfit::not("a list")),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.node {
            Node::Object(members) => self.members(members, visitor),
            _ => Err(Misfit::not("an object")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.node {
            Node::String(variant) => visitor.visit_enum(variant.as_str().into_deserializer()),
            Node::Object(members) => {
                let mut present = members.iter().filter(|(_, value)| !value.is_removed());
                match (present.next(), present.next()) {
                    (Some((name, value)), None) => {
                        visitor.visit_enum(Variant { name, value: self.member(name, value) })
                    }
                    _ => Err(Misfit::not("one of the known values")),
                }
            }
            _ => Err(Misfit::not("one of the known values")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }
}

/// The items of a list.
struct Items<'n> {
    items: std::iter::Enumerate<std::slice::Iter<'n, Node>>,
    of: Reader<'n>,
}

impl<'de> de::SeqAccess<'de> for Items<'_> {
    type Error = Misfit;

    fn next_element_seed<S: de::DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let of = self.of;
        let present = self.items.find(|(_, item)| !item.is_removed() && !of.is_blank(item));
        let Some((index, item)) = present else { return Ok(None) };
        let read = seed.deserialize(self.of.item(item));
        read.map(Some).map_err(|misfit| misfit.inside(Segment::Item(index)))
    }
}

/// The members of an object.
struct Members<'n> {
    members: std::slice::Iter<'n, (String, Node)>,
    value: Option<(&'n str, &'n Node)>,
    of: Reader<'n>,
}

impl<'de> de::MapAccess<'de> for Members<'_> {
    type Error = Misfit;

    fn next_key_seed<S: de::DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Misfit> {
        let Some((name, value)) = self.members.find(|(_, value)| !value.is_removed()) else {
            return Ok(None);
        };
        self.value = Some((name, value));
        let name = Node::String(name.clone());
        seed.deserialize(self.of.item(&name)).map(Some).map_err(|misfit| match &misfit.fault {
            Fault::Unknown(_) => misfit,
            _ => match name {
                Node::String(name) => misfit.inside(Segment::Member(name)),
                _ => misfit,
            },
        })
    }

    fn next_value_seed<S: de::DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misfit> {
        let (name, value) = self.value.take().ok_or_else(|| Misfit::not("an object"))?;
        let read = seed.deserialize(self.of.member(name, value));
        read.map_err(|misfit| misfit.inside(Segment::Member(name.to_owned())))
    }
}

/// A variant with content.
struct Variant<'n> {
    name: &'n str,
    value: Reader<'n>,
}

impl<'de, 'n> de::EnumAccess<'de> for Variant<'n> {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<S: de::DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Misfit> {
        let name: StrDeserializer<'n, Misfit> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        de::Deserialize::deserialize(self.value).map_err(|misfit| self.inside(misfit))
    }

    fn newtype_variant_seed<S: de::DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Misfit> {
        seed.deserialize(self.value).map_err(|misfit| self.inside(misfit))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Misfit> {
        de::Deserializer::deserialize_tuple(self.value, length, visitor).map_err(|misfit| self.inside(misfit))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        de::Deserializer::deserialize_map(self.value, visitor).map_err(|misfit| self.inside(misfit))
    }
}

impl Variant<'_> {
    fn inside(&self, misfit: Misfit) -> Misfit {
        misfit.inside(Segment::Member(self.name.to_owned()))
    }
}
