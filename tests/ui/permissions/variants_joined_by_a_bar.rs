//! token: |
//! token: Permission::Read | Permission::Refund
//! fix: into()

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn reader() -> Set<Permission> {
    Permission::Read | Permission::Refund
}

fn main() {}
