//! token: Key
//! token: Caller<Visible, Key, permission::Read>
//! token: , permission::Read
//! fix: remove the unnecessary generic argument

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

#[auth::grants]
fn granted(session: &Session<Visible>) -> Set<Permission> {
    if session.admin { Set::all() } else { Set::NONE }
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub scopes: Set<Permission>,
}

async fn handler(_: Caller<Visible, Key, permission::Read>) {}

fn main() {}
