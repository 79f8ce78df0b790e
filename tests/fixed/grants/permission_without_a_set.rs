//! Mended as the message says.

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
    [Permission::Read].into()
}

fn main() {}
