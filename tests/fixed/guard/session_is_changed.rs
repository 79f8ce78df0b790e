//! Mended as the message says.

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub seen: bool,
}

#[auth::guard]
async fn staff(session: &Session<Visible>) -> bool {
    session.seen
}

fn main() {}
