//! token: &Permission::Read
//! fix: Permission

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn reads(set: Set<Permission>) -> bool {
    set.contains(&Permission::Read)
}

fn main() {}
