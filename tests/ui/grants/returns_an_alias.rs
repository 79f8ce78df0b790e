//! token: Granted
//! fix: written out, no alias

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

type Granted = Set<Permission>;

#[auth::grants]
fn granted(_: &Session<Visible>) -> Granted {
    Set::all()
}

fn main() {}
