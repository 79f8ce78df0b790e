//! token: caller
//! fix: expected `Can<Session<Visible>, Refund>`, found `Can<Session<Visible>, Read>`

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
fn granted(session: &Session<Visible>) -> Set<Permission> {
    if session.admin { Set::all() } else { Set::NONE }
}

fn refund(_: Can<Session<Visible>, permission::Refund>) {}

fn read(caller: Can<Session<Visible>, permission::Read>) {
    refund(caller)
}

fn main() {}
