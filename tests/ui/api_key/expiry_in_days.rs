//! token: 90
//! fix: expected `Expires`, found integer

use auth::prelude::*;

#[auth::api_key(prefix = "acme")]
pub struct Key {}

async fn make(auth: &Auth, session: &Session) {
    let _ = auth.create_key(session, Key {}, "nightly", 90).await;
}

fn main() {}
