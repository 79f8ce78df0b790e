//! token: Fresh<Public, Minutes<5>>
//! fix: say who may call, then what must be proven

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[axum::debug_handler(state = Auth<Visible>)]
async fn handler(_: Fresh<Public, Minutes<5>>) {}

fn main() {}
