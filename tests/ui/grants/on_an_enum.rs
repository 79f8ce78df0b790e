//! token: enum
//! fix: `fn granted(session: &Session<Visible>) -> Set<Permission>`

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
pub enum Granted {
    Read,
}

fn main() {
    let _: Option<Session<Visible>> = None;
}
