//! token: &Option<Session>
//! fix: write `session: &Session`

use auth::prelude::*;

#[auth::guard]
async fn staff(session: &Option<Session>) -> bool {
    session.is_some()
}

fn main() {}
