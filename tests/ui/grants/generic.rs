//! token: P: auth::permission::Permissions
//! fix: write the type in place of `P`

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
fn granted<P: auth::permission::Permissions>(_: &Session<Visible>) -> Set<P> {
    Set::all()
}

fn main() {}
