//! token: prefix
//! fix: It goes on the struct

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::api_key]
struct Key {
    #[auth(prefix = "acme")]
    scopes: Set<Permission>,
}

fn main() {}
