//! token: [Permission; 1]
//! fix: returns `Set<…>` of the enum

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
fn granted(session: &Session<Visible>) -> [Permission; 1] {
    let _ = session;
    [Permission::Read]
}

fn main() {}
