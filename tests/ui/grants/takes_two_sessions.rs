//! token: &Session<Visible>
//! fix: remove one of the two

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
fn granted(session: &Session<Visible>, other: &Session<Visible>) -> Set<Permission> {
    if session.admin && other.admin { Set::all() } else { Set::NONE }
}

fn main() {}
