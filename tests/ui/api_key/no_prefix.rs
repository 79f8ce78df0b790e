//! token: Key
//! fix: write `#[auth::api_key(prefix = "acme")]`

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::api_key]
pub struct Key {
    pub scopes: Set<Permission>,
}

fn main() {}
