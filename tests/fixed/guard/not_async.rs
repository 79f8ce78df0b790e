//! Mended as the message says.

use auth::prelude::*;

#[auth::guard]
async fn signed_in(session: &Session) -> bool {
    session.user.email.is_some()
}

fn main() {}
