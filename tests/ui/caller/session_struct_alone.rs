//! token: Caller<Visible>
//! fix: missing generic argument

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Caller<Visible>) {}

fn main() {}
