//! Mended as the message says.

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::api_key(prefix = "acme")]
struct Key {
    scopes: Set<Permission>,
}

fn main() {}
