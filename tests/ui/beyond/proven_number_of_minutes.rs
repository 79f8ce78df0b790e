//! token: 5
//! fix: Minutes<5>

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Fresh<Session<Visible>, 5>) {}

fn main() {}
