//! token: bool
//! fix: `Set<…>` of the enum under `#[auth::permissions]`

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
fn granted(session: &Session<Visible>) -> bool {
    session.admin
}

fn main() {}
