//! token: 90
//! fix: expected `Expires`, found integer

use auth::prelude::*;

#[auth::api_key(prefix = "acme")]
pub struct Key {}

async fn make(auth: &Auth, user: &StoredId) {
    let _ = auth.create_key(user, Key {}, "nightly", 90).await;
}

fn main() {}
