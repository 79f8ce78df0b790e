//! token: Key
//! fix: `.api_keys::<

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

fn main() {
    let _ = Auth::builder().api_keys(Key);
}
