//! token: fn
//! fix: write `async fn signed_in`

use auth::prelude::*;

#[auth::guard]
fn signed_in(session: &Session) -> bool {
    session.user.email.is_some()
}

fn main() {}
