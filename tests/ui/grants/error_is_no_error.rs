//! token: u8
//! fix: return `auth::Result<…>`

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
fn granted(session: &Session<Visible>) -> Result<Set<Permission>, u8> {
    if session.admin { Ok(Set::all()) } else { Err(1) }
}

fn main() {}
