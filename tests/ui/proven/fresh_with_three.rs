//! token: Minutes<5>
//! token: Fresh
//! token: Fresh<Session<Visible>, Passkey, Minutes<5>>
//! fix: Proven<

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

use auth::assurance::Passkey;

async fn handler(_: Fresh<Session<Visible>, Passkey, Minutes<5>>) {}

fn main() {}
