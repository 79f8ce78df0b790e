//! Mended as the message says.

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::event(session)]
async fn audit(session: &Session<Visible>) {
    let _ = session.data.admin;
}

fn main() {}
