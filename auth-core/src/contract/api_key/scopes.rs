//! The scopes of an API key: a set of permissions. As JSON it is the list of their names, and an unknown name is left out
//! when it is read, so that a key never gains a permission that was renamed or removed.

use super::{KeyCodec, KeyValue};
use crate::contract::permission::{Permissions, Set};

/// The type of the field `scopes` of a key: a set of permissions.
#[diagnostic::on_unimplemented(
    message = "the field `scopes` of a key cannot be a `{Self}`",
    label = "not a set of permissions",
    note = "write `scopes: Set<Permission>` with the enum under `#[auth::permissions]`, or give the field another name"
)]
pub trait Scopes: Sized {
    /// Reads and writes the member.
    const CODEC: KeyCodec<Self>;

    /// Reads and writes the member. A missing member, or `null`, is the empty set.
    const DEFAULT_CODEC: KeyCodec<Self>;
}

#[diagnostic::do_not_recommend]
impl<P: Permissions> Scopes for Set<P> {
    const CODEC: KeyCodec<Self> = KeyValue::<Self>::CODEC;
    const DEFAULT_CODEC: KeyCodec<Self> = KeyValue::<Self>::DEFAULT_CODEC;
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
        for json in [r#"["read","gone"]"#, r#"["Refund","read","read"]"#, r#"["","read","refund "]"#] {
            assert_eq!(read(json).unwrap(), read_alone, "{json}");
        }
        assert!(read("[]").unwrap().is_empty() && read(r#"["*","all"]"#).unwrap().is_empty());
        assert!(
            ["null", "{}", r#""read""#, "1", r#"["read",1]"#].into_iter().all(|json| read(json).is_err())
        );
    }
}
