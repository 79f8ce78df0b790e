//! Mended as the message says.

use auth::prelude::*;

#[auth::session]
struct Visible {
    role: String,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> Result<bool> {
    if session.role == "admin" { Ok(true) } else { Ok(false) }
}

fn main() {}
