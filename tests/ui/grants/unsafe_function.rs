//! token: unsafe
//! fix: remove `unsafe`

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
unsafe fn granted(_: &Session<Visible>) -> Set<Permission> {
    Set::all()
}

fn main() {}
