//! Mended as the message says.

use auth::Set;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub scopes: Set<Permission>,
}

fn main() {}
