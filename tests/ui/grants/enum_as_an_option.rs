//! token: Permission
//! fix: There is only `crate = ::auth`

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

#[auth::grants(Permission)]
fn granted(session: &Session<Visible>) -> Set<Permission> {
    if session.admin { Set::all() } else { Set::NONE }
}

fn main() {}
