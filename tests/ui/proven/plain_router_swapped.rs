//! token: Proven<Passkey, Session<Visible>>
//! fix: say who may call, then what must be proven

use auth::{assurance::Passkey, prelude::*};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[axum::debug_handler(state = Auth<Visible>)]
async fn handler(_: Proven<Passkey, Session<Visible>>) {}

fn main() {}
