//! token: "90"
//! fix: expected `u32`

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub scopes: Set<Permission>,
}

use auth::api_key::Expires;

fn expiry() -> Expires {
    Expires::days("90")
}

fn main() {}
