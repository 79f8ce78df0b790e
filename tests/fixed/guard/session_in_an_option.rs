//! Mended as the message says.

use auth::prelude::*;

#[auth::guard]
async fn staff(session: &Session) -> bool {
    session.user.name.is_some()
}

fn main() {}
