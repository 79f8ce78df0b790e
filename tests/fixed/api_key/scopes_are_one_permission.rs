//! Mended as the message says.

use auth::Set;

#[auth::permissions]
#[derive(Clone, Copy, serde::Serialize, serde::Deserialize)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub scopes: Set<Permission>,
}

fn main() {}
