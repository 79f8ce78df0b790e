//! token: &Key
//! fix: it can take `&Session<…>`

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

#[auth::grants]
fn granted(key: &Key, session: &Session<Visible>) -> Set<Permission> {
    let _ = session;
    key.scopes
}

fn main() {}
