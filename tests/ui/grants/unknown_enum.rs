//! token: Permision
//! fix: an enum with a similar name exists

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
fn granted(_: &Session<Visible>) -> Set<Permision> {
    Set::NONE
}

fn main() {}
