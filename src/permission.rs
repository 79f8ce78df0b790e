//! Permissions: enums, sets of their variants, and what handlers need of them.
//!
//! [`#[auth::permissions]`](macro@crate::permissions) makes an enum one of permissions, and
//! [`#[auth::grants]`](macro@crate::grants) says which sessions have them. A handler asks for them by
//! [`Can`](crate::Can).

#[doc(inline)]
pub use auth_core::contract::{
    assurance::AnyOf,
    permission::{Needs, PermissionType, Permissions, Set},
};
