//! token: Set<Permission>
//! fix: `#[auth::permissions]`

use auth::prelude::*;

#[derive(Clone, Copy)]
pub enum Permission {
    Read,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub scopes: Set<Permission>,
}

fn main() {}
