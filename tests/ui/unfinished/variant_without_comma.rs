//! token: Refund
//! fix: `,`

use auth::prelude::*;

#[auth::permissions]
pub enum Permission {
    Read
    Refund,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub scopes: Set<Permission>,
}

fn main() {}
