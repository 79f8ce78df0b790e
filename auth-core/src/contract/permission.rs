//! Permissions: an enum of the application, sets of its variants, and what a handler needs of them.

use std::{fmt, marker::PhantomData, ops};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::assurance::AnyOf;

/// The permissions of an application. Implemented by `#[auth::permissions]` on an enum.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enum of permissions",
    label = "not an enum of permissions",
    note = "put `#[auth::permissions]` on the enum"
)]
pub trait Permissions: Sized + 'static {
    /// All permissions, in the order of the enum.
    const ALL: &'static [Self];

    /// Returns the number of the permission, from 0 to 127.
    fn bit(&self) -> u32;

    /// Returns the name outside of the process: in the scopes of API keys and in the record of routes.
    fn name(&self) -> &'static str;
}

/// A set of permissions, in 16 bytes.
///
/// ```
/// use auth::Set;
///
/// #[auth::permissions]
/// #[derive(Clone, Copy)]
/// enum Permission {
///     Read,
///     Refund,
/// }
///
/// let clerk: Set<Permission> = [Permission::Read].into();
/// assert!(clerk.contains(Permission::Read) && !clerk.contains(Permission::Refund));
/// assert_eq!(clerk | [Permission::Refund].into(), Set::all());
/// assert_eq!(clerk.and(Set::all()), clerk);
/// assert_eq!(format!("{clerk:?}"), r#"{"read"}"#);
/// ```
pub struct Set<P>(u128, PhantomData<fn() -> P>);

impl<P> Set<P> {
    /// The empty set.
    pub const NONE: Self = Self(0, PhantomData);

    /// Creates an empty set, as [`NONE`](Self::NONE).
    pub const fn new() -> Self {
        Self::NONE
    }

    /// Returns the permissions that are in both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0, PhantomData)
    }

    /// Returns `true` if the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The bits of a set, by which a request keeps it.
#[cfg(feature = "extractors")]
impl<P> Set<P> {
    pub(crate) fn bits(self) -> u128 {
        self.0
    }

    pub(crate) fn from_bits(bits: u128) -> Self {
        Self(bits, PhantomData)
    }
}

impl<P: Permissions> Set<P> {
    /// Returns the set of all permissions.
    pub fn all() -> Self {
        P::ALL.iter().collect()
    }

    /// Adds a permission.
    pub fn insert(&mut self, permission: P) {
        self.0 |= bit(&permission);
    }

    /// Returns `true` if the permission is in the set.
    pub fn contains(self, permission: P) -> bool {
        self.0 & bit(&permission) != 0
    }

    /// Returns the permissions of the set, in the order of the enum.
    pub fn iter(self) -> impl Iterator<Item = &'static P> {
        P::ALL.iter().filter(move |permission| self.0 & bit(*permission) != 0)
    }
}

/// Returns the bit of a permission; none for a number beyond the set.
fn bit<P: Permissions>(permission: &P) -> u128 {
    1_u128.checked_shl(permission.bit()).unwrap_or(0)
}

impl<P> Clone for Set<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Set<P> {}

impl<P> Default for Set<P> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<P> PartialEq for Set<P> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<P> Eq for Set<P> {}

impl<'p, P: Permissions> FromIterator<&'p P> for Set<P> {
    fn from_iter<I: IntoIterator<Item = &'p P>>(permissions: I) -> Self {
        Self(permissions.into_iter().fold(0, |bits, permission| bits | bit(permission)), PhantomData)
    }
}

impl<P: Permissions> FromIterator<P> for Set<P> {
    fn from_iter<I: IntoIterator<Item = P>>(permissions: I) -> Self {
        Self(permissions.into_iter().fold(0, |bits, permission| bits | bit(&permission)), PhantomData)
    }
}

/// The set of one permission.
#[diagnostic::do_not_recommend]
impl<P: Permissions> From<P> for Set<P> {
    fn from(permission: P) -> Self {
        Self(bit(&permission), PhantomData)
    }
}

impl<P: Permissions, const N: usize> From<[P; N]> for Set<P> {
    fn from(permissions: [P; N]) -> Self {
        permissions.iter().collect()
    }
}

impl<P: Permissions> From<Vec<P>> for Set<P> {
    fn from(permissions: Vec<P>) -> Self {
        permissions.into_iter().collect()
    }
}

impl<P: Permissions> IntoIterator for Set<P> {
    type Item = &'static P;
    type IntoIter = std::vec::IntoIter<&'static P>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter().collect::<Vec<_>>().into_iter()
    }
}

impl<P> ops::BitOr for Set<P> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0, PhantomData)
    }
}

impl<P: Permissions> fmt::Debug for Set<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Permissions::name)).finish()
    }
}

/// In JSON, a set is the list of the names of its permissions.
impl<P: Permissions> Serialize for Set<P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Permissions::name))
    }
}

/// Names that the enum does not have are left out: they grant nothing.
impl<'de, P: Permissions> Deserialize<'de> for Set<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        Ok(P::ALL.iter().filter(|permission| names.iter().any(|name| name == permission.name())).collect())
    }
}

/// The need of a handler: a permission as a type (`permission::Refund`), a tuple of which all are needed, or
/// `AnyOf<(…)>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a permission that a handler can ask for",
    label = "not the type of a permission",
    note = "`#[auth::permissions]` on `enum Permission` makes a module `permission` with a type for each variant: \
        `Can<Session<Visible>, permission::Refund>`; write a tuple of one enum's permissions if all of \
        them are needed, and `AnyOf<(…)>` for one of them"
)]
pub trait Needs: 'static {
    /// The enum of the permission.
    type Permission: Permissions;

    /// Returns `true` if the set is enough.
    fn met_by(set: Set<Self::Permission>) -> bool;

    /// Describes the need by the names of permissions: `read & (refund | close_account)`.
    fn describe() -> String;

    /// Returns the names of permissions that are enough. Of several alternatives, these are the first.
    fn enough() -> Vec<&'static str>;
}

/// The type of one permission, which `#[auth::permissions]` makes for each variant.
pub trait PermissionType: 'static {
    /// The enum.
    type Permission: Permissions;

    /// Returns the permission; `None` if the enum has an error.
    fn permission() -> Option<Self::Permission>;
}

#[diagnostic::do_not_recommend]
impl<T: PermissionType> Needs for T {
    type Permission = T::Permission;

    fn met_by(set: Set<T::Permission>) -> bool {
        T::permission().is_some_and(|permission| set.contains(permission))
    }

    fn describe() -> String {
        Self::enough().concat()
    }

    fn enough() -> Vec<&'static str> {
        T::permission().iter().map(Permissions::name).collect()
    }
}

macro_rules! needs {
    ($First:ident $($Rest:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<$First: Needs, $($Rest: Needs<Permission = $First::Permission>),*> Needs for ($First, $($Rest,)*) {
            type Permission = $First::Permission;

            fn met_by(set: Set<Self::Permission>) -> bool {
                $First::met_by(set) $(&& $Rest::met_by(set))*
            }

            fn describe() -> String {
                [$First::describe(), $($Rest::describe()),*].join(" & ")
            }

            fn enough() -> Vec<&'static str> {
                let mut names = [$First::enough(), $($Rest::enough()),*].concat();
                names.sort_unstable();
                names.dedup();
                names
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$First: Needs, $($Rest: Needs<Permission = $First::Permission>),*> Needs for AnyOf<($First, $($Rest,)*)> {
            type Permission = $First::Permission;

            fn met_by(set: Set<Self::Permission>) -> bool {
                $First::met_by(set) $(|| $Rest::met_by(set))*
            }

            fn describe() -> String {
                format!("({})", [$First::describe(), $($Rest::describe()),*].join(" | "))
            }

            fn enough() -> Vec<&'static str> {
                $First::enough()
            }
        }
    };
}

needs!(A B);
needs!(A B C);
needs!(A B C D);
needs!(A B C D E);
needs!(A B C D E F);
needs!(A B C D E F G);
needs!(A B C D E F G H);

#[cfg(test)]
mod tests {
    use super::*;

    /// A permission for each bit, and one beyond.
    struct Numbered(u32);

    impl Permissions for Numbered {
        const ALL: &'static [Self] = &[Self(0), Self(1), Self(127), Self(128)];

        fn bit(&self) -> u32 {
            self.0
        }

        fn name(&self) -> &'static str {
            match self.0 {
                0 => "read",
                1 => "refund",
                127 => "last",
                _ => "beyond",
            }
        }
    }

    macro_rules! types {
        ($($Type:ident = $bit:literal;)*) => {$(
            struct $Type;

            impl PermissionType for $Type {
                type Permission = Numbered;

                fn permission() -> Option<Numbered> {
                    Some(Numbered($bit))
                }
            }
        )*};
    }

    types! {
        Read = 0;
        Refund = 1;
        Last = 127;
    }

    #[test]
    fn a_set_holds_128_permissions_and_none_beyond() {
        let all = Set::<Numbered>::all();
        assert!([0, 1, 127].into_iter().all(|bit| all.contains(Numbered(bit))));
        assert!(!all.contains(Numbered(128)), "a number beyond the set is never granted");
        assert!(!all.contains(Numbered(2)), "not in the enum");
        assert_eq!(format!("{:?}", all.and([Numbered(1), Numbered(0)].into())), "{\"read\", \"refund\"}");
        assert_eq!(Set::from([Numbered(0)]) | Set::from([Numbered(1)]), [Numbered(0), Numbered(1)].into());
        assert_eq!(Set::from(vec![Numbered(0), Numbered(1)]), [Numbered(0), Numbered(1)].into());
        assert!(Set::<Numbered>::NONE.is_empty() && Set::<Numbered>::default().is_empty());
        assert_eq!(size_of::<Set<Numbered>>(), 16);
    }

    #[test]
    fn needs_nest_and_describe_themselves() {
        type Nested = (Read, AnyOf<(Last, Refund)>);
        let met = |bits: &[u32]| Nested::met_by(bits.iter().map(|bit| Numbered(*bit)).collect());
        assert_eq!(
            [met(&[0]), met(&[0, 1]), met(&[0, 127]), met(&[1, 127]), met(&[])],
            [false, true, true, false, false]
        );
        assert_eq!(Nested::describe(), "read & (last | refund)");
        assert_eq!(Nested::enough(), ["last", "read"]);
        assert_eq!(<(Read, Read, Refund)>::enough(), ["read", "refund"]);
    }

    #[test]
    fn unknown_names_grant_nothing() {
        let set: Set<Numbered> = serde_json::from_str(r#"["refund", "root", "Read", "refund"]"#).unwrap();
        assert_eq!(set, [Numbered(1)].into());
        assert_eq!(serde_json::to_string(&set).unwrap(), r#"["refund"]"#);
        for wrong in ["\"refund\"", "[1]", "null", "{}", "[[\"refund\"]]"] {
            assert!(serde_json::from_str::<Set<Numbered>>(wrong).is_err(), "{wrong}");
        }
    }
}
