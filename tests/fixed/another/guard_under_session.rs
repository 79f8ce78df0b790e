//! Mended as the message says.

use auth::prelude::*;

#[auth::session]
struct Visible {
    role: String,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.role == "admin"
}

async fn figures(_: Guard<admins>) -> &'static str {
    "figures"
}

fn main() {}
