//! token: &Jwt
//! fix: write `session: &Session<…>`

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
fn granted(_: &Session<Visible>, _: &Jwt) -> Set<Permission> {
    Set::all()
}

fn main() {}
