//! token: caller
//! fix: expected `Caller<Visible, Key>`, found `Caller<Visible, Robot>`

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub project: u32,
}

#[auth::api_key(prefix = "robot")]
pub struct Robot {}

fn show(_: Caller<Visible, Key>) {}

fn handler(caller: Caller<Visible, Robot>) {
    show(caller)
}

fn main() {}
