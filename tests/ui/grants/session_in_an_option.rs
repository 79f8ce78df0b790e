//! token: Option<&Session<Visible>>
//! fix: &Session<Visible>

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
fn granted(session: Option<&Session<Visible>>) -> Set<Permission> {
    if session.is_some_and(|session| session.admin) { Set::all() } else { Set::NONE }
}

fn main() {}
