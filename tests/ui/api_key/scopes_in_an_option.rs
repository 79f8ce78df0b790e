//! token: Option<Set<Permission>>
//! fix: Set<Permission>

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::api_key(prefix = "acme")]
struct Key {
    scopes: Option<Set<Permission>>,
}

fn main() {}
