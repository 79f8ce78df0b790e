//! token: Permission
//! fix: conflicting implementations of trait `Granted<Visible>` for type `Permission`

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
fn granted(_: &Session<Visible>) -> Set<Permission> {
    Set::all()
}

#[auth::grants]
fn again(_: &Session<Visible>) -> Set<Permission> {
    Set::NONE
}

fn main() {}
