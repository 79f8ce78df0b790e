//! The TypeScript of types that applications do not define themselves.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque},
    rc::Rc,
    sync::Arc,
};

use super::{Declarations, TypeScript};

macro_rules! names {
    ($($name:literal: $($ty:ty),*;)*) => {
        $($(
            #[diagnostic::do_not_recommend]
            impl TypeScript for $ty {
                fn type_name(_: &mut Declarations) -> String {
                    $name.to_owned()
                }
            }
        )*)*
    };
}

names! {
    "string": str, String, char, crate::contract::UserId;
    "boolean": bool;
    "number": u8, u16, u32, u64, usize, i8, i16, i32, i64, isize, f32, f64, crate::contract::UnixTime;
    "null": ();
    "unknown": serde_json::Value;
}

macro_rules! wrappers {
    ($($ty:ty),*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<T: TypeScript + ?Sized> TypeScript for $ty {
                fn type_name(types: &mut Declarations) -> String {
                    T::type_name(types)
                }
            }
        )*
    };
}

wrappers!(Box<T>, Rc<T>, Arc<T>, &T);

#[diagnostic::do_not_recommend]
impl<T: TypeScript + ToOwned + ?Sized> TypeScript for Cow<'_, T> {
    fn type_name(types: &mut Declarations) -> String {
        T::type_name(types)
    }
}

#[diagnostic::do_not_recommend]
impl<T: TypeScript> TypeScript for Option<T> {
    fn type_name(types: &mut Declarations) -> String {
        let name = T::type_name(types);
        if name.ends_with(" | null") || name == "null" { name } else { format!("{name} | null") }
    }
}

/// Returns `Name[]`, or `Array<…>` for a type that is more than a name.
fn array(name: &str) -> String {
    if name.contains(' ') { format!("Array<{name}>") } else { format!("{name}[]") }
}

macro_rules! lists {
    ($([$($parameters:tt)*] $ty:ty),* $(,)?) => {
        $(#[diagnostic::do_not_recommend]
        impl<$($parameters)*> TypeScript for $ty {
            fn type_name(types: &mut Declarations) -> String {
                array(&T::type_name(types))
            }
        })*
    };
}

lists!(
    [T: TypeScript] crate::contract::permission::Set<T>,
    [T: TypeScript] Vec<T>,
    [T: TypeScript] VecDeque<T>,
    [T: TypeScript] [T],
    [T: TypeScript, const N: usize] [T; N],
    [T: TypeScript] BTreeSet<T>,
    [T: TypeScript, H] HashSet<T, H>,
);

/// The keys are strings in JSON, whatever their type is.
#[diagnostic::do_not_recommend]
impl<K, V: TypeScript> TypeScript for BTreeMap<K, V> {
    fn type_name(types: &mut Declarations) -> String {
        format!("Record<string, {}>", V::type_name(types))
    }
}

#[diagnostic::do_not_recommend]
impl<K, V: TypeScript, H> TypeScript for HashMap<K, V, H> {
    fn type_name(types: &mut Declarations) -> String {
        format!("Record<string, {}>", V::type_name(types))
    }
}

#[diagnostic::do_not_recommend]
impl TypeScript for crate::contract::token::claims::OtherClaims {
    fn type_name(_: &mut Declarations) -> String {
        "Record<string, unknown>".to_owned()
    }
}

#[diagnostic::do_not_recommend]
impl<A: TypeScript, B: TypeScript> TypeScript for (A, B) {
    fn type_name(types: &mut Declarations) -> String {
        format!("[{}, {}]", A::type_name(types), B::type_name(types))
    }
}

/// Returns the name of a member, in quotes unless it is an identifier.
pub(super) fn property(name: &str) -> String {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || c == '$');
    if starts && chars.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$') {
        name.to_owned()
    } else {
        serde_json::Value::from(name).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name<T: TypeScript>() -> String {
        T::type_name(&mut Declarations::default())
    }

    #[test]
    fn types_are_named_as_json_has_them() {
        assert_eq!(name::<Option<Option<Arc<str>>>>(), "string | null");
        assert_eq!(name::<Vec<[u8; 4]>>(), "number[][]");
        assert_eq!(name::<HashMap<u8, Vec<Option<bool>>>>(), "Record<string, Array<boolean | null>>");
        assert_eq!(name::<(Cow<'static, str>, BTreeSet<i64>)>(), "[string, number[]]");
        assert_eq!(property("a-b"), r#""a-b""#);
        assert_eq!(property("1"), r#""1""#);
    }
}
