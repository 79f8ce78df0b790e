//! Mended as the message says.

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

use auth::assurance::Passkey;

async fn handler(_: Proven<Session<Visible>, Passkey, Minutes<5>>) {}

fn main() {}
