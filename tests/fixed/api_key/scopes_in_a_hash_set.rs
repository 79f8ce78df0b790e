//! Mended as the message says.

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

use std::collections::HashSet;

#[auth::api_key(prefix = "acme")]
struct Key {
    scopes: Set<Permission>,
}

fn main() {}
