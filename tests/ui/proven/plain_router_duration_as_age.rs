//! token: Fresh<Session<Visible>, std::time::Duration>
//! fix: write `Minutes<5>` or `Hours<1>`

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[axum::debug_handler(state = Auth<Visible>)]
async fn handler(_: Fresh<Session<Visible>, std::time::Duration>) {}

fn main() {}
