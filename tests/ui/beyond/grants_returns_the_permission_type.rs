//! token: permission::Read
//! fix: Permission

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
fn granted(session: &Session<Visible>) -> Set<permission::Read> {
    let _ = session;
    Set::all()
}

fn main() {}
