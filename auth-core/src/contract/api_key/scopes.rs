//! Sets of permissions as JSON: the list of their names. An unknown name is left out when a set is read, so that a set
//! never grows by a permission that was renamed or removed.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{SeqAccess, Visitor},
};
use serde_json::Value;

use crate::contract::permission::{Permissions, Set};

/// The type of the field `scopes` of a key: a set of permissions.
#[diagnostic::on_unimplemented(
    message = "the field `scopes` of a key cannot be a `{Self}`",
    label = "not a set of permissions",
    note = "write `scopes: Set<Permission>` with the enum under `#[auth::permissions]`, or give the field another name"
)]
pub trait Scopes: Copy {
    /// The permissions of the application.
    type Permission: Permissions;

    /// Returns the set itself.
    fn set(self) -> Set<Self::Permission>;
}

#[diagnostic::do_not_recommend]
impl<P: Permissions> Scopes for Set<P> {
    type Permission = P;

    fn set(self) -> Self {
        self
    }
}

impl<P: Permissions> Serialize for Set<P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Permissions::name))
    }
}

impl<'de, P: Permissions> Deserialize<'de> for Set<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Names(PhantomData))
    }
}

struct Names<P>(PhantomData<fn() -> P>);

impl<'de, P: Permissions> Visitor<'de> for Names<P> {
    type Value = Set<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of permissions")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut names: A) -> Result<Set<P>, A::Error> {
        let mut set = Set::NONE;
        while let Some(name) = names.next_element::<Value>()? {
            let known = P::ALL.iter().filter(|permission| name.as_str() == Some(permission.name()));
            set = set | known.collect();
        }
        Ok(set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Permission {
        Read,
        Refund,
    }

    impl Permissions for Permission {
        const ALL: &'static [Self] = &[Self::Read, Self::Refund];

        fn bit(&self) -> u32 {
            *self as u32
        }

        fn name(&self) -> &'static str {
            match self {
                Self::Read => "read",
                Self::Refund => "refund",
            }
        }
    }

    fn read(json: &str) -> Result<Set<Permission>, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn a_set_is_the_list_of_its_names() {
        for set in [Set::NONE, [Permission::Refund].into(), Set::all()] {
            let json = serde_json::to_string(&set).unwrap();
            assert_eq!(read(&json).unwrap(), set);
        }
        assert_eq!(serde_json::to_string(&Set::<Permission>::all()).unwrap(), r#"["read","refund"]"#);
    }

    #[test]
    fn an_unknown_name_is_left_out_and_never_guessed() {
        let read_alone = Set::from([Permission::Read]);
        for json in [r#"["read","gone"]"#, r#"["Refund","read","read"]"#, r#"["read",1,null,{},"refund "]"#] {
            assert_eq!(read(json).unwrap(), read_alone, "{json}");
        }
        assert!(read("[]").unwrap().is_empty() && read(r#"["*","all"]"#).unwrap().is_empty());
        assert!(["null", "{}", r#""read""#, "1"].into_iter().all(|json| read(json).is_err()));
    }
}
