//! token: granted
//! fix: must take the session as `&Session<…>`

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
fn granted() -> Set<Permission> {
    Set::all()
}

fn main() {}
