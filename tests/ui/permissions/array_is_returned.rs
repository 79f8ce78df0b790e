//! token: [Permission::Read]
//! fix: call `Into::into`

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn reader() -> Set<Permission> {
    [Permission::Read]
}

fn main() {}
