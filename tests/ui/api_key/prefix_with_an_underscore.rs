//! token: "acme_live"
//! fix: write `prefix = 

use auth::prelude::*;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::api_key(prefix = "acme_live")]
pub struct Key {
    pub scopes: Set<Permission>,
}

fn main() {}
