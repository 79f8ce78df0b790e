//! token: "passkey"
//! fix: Passkey

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Proven<Session<Visible>, "passkey">) {}

fn main() {}
