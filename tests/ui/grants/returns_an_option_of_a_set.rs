//! token: Option<Set<Permission>>
//! fix: or a `Result` of it

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
fn granted(session: &Session<Visible>) -> Option<Set<Permission>> {
    session.admin.then(Set::all)
}

fn main() {}
