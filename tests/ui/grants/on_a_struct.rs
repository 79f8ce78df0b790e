//! token: struct
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
pub struct Granted {
    pub read: bool,
}

fn main() {
    let _: Option<Session<Visible>> = None;
}
