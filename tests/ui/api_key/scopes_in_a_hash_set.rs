//! token: HashSet<Permission>
//! fix: Set<Permission>

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

use std::collections::HashSet;

#[auth::api_key(prefix = "acme")]
struct Key {
    scopes: HashSet<Permission>,
}

fn main() {}
