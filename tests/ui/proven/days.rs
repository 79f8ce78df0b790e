//! token: Days
//! fix: Hours

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Fresh<Session<Visible>, Days<1>>) {}

fn main() {}
