//! token: caller
//! fix: expected `Session<Visible>`, found `Caller<Visible, Key>`

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub project: u32,
}

fn show(_: Session<Visible>) {}

fn handler(caller: Caller<Visible, Key>) {
    show(caller)
}

fn main() {}
