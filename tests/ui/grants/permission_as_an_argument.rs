//! token: Permission
//! fix: cannot take `Permission`

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
fn granted(session: &Session<Visible>, wanted: Permission) -> Set<Permission> {
    if session.admin { Set::all() } else { [wanted].into() }
}

fn main() {}
