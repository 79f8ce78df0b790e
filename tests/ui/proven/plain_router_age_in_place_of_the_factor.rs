//! token: Proven<Session<Visible>, Minutes<5>>
//! fix: the factors are `Password`

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[axum::debug_handler(state = Auth<Visible>)]
async fn handler(_: Proven<Session<Visible>, Minutes<5>>) {}

fn main() {}
