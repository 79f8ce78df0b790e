//! token: &Session<Visible>
//! fix: write `#[auth::guard]` in place of `#[auth::session]`

use auth::prelude::*;

#[auth::session]
struct Visible {
    role: String,
}

#[auth::session]
async fn admins(session: &Session<Visible>) -> bool {
    session.role == "admin"
}

async fn figures(_: Guard<admins>) -> &'static str {
    "figures"
}

fn main() {}
