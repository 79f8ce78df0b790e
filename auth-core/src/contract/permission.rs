//! Permissions: an enum of the application, sets of its variants, and what a handler needs of them.

use std::{fmt, marker::PhantomData, ops};

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
pub struct Set<P>(u128, PhantomData<fn() -> P>);

impl<P> Set<P> {
    /// The empty set.
    pub const NONE: Self = Self(0, PhantomData);

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

impl<P: Permissions> Set<P> {
    /// Returns the set of all permissions.
    pub fn all() -> Self {
        P::ALL.iter().collect()
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

impl<P: Permissions, const N: usize> From<[P; N]> for Set<P> {
    fn from(permissions: [P; N]) -> Self {
        permissions.iter().collect()
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

/// What a handler needs: a permission as a type (`permission::Refund`), a tuple of which all are needed, or `AnyOf<(…)>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a permission that a handler can ask for",
    label = "not the type of a permission",
    note = "`#[auth::permissions]` on `enum Permission` makes a module `permission` with a type for each variant: \
        `Can<Session<Visible>, permission::Refund>`; write a tuple if all of several are needed, and `AnyOf<(…)>` for one of them"
)]
pub trait Needs: 'static {
    /// The enum of the permission.
    type Permission: Permissions;

    /// Returns `true` if the set is enough.
    fn met_by(set: Set<Self::Permission>) -> bool;

    /// Describes the need by the names of permissions: `read & (refund | close_account)`.
    fn describe() -> String;
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
        }
    };
}

needs!(A B);
needs!(A B C);
needs!(A B C D);
needs!(A B C D E);
