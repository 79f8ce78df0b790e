//! token: Permission
//! fix: put `#[auth::permissions]` on the enum

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub enum Permission {
    Read,
}

#[auth::grants]
fn granted(_: &Session<Visible>) -> Set<Permission> {
    Set::NONE
}

fn main() {}
