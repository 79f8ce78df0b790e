//! token: Permission::Delete
//! fix: no variant

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn all() -> Set<Permission> {
    [Permission::Read, Permission::Delete].into()
}

fn main() {}
