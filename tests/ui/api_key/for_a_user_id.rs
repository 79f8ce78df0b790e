//! token: id
//! fix: take `session.stored_id()`

use auth::{api_key::Expires, prelude::*};

#[auth::api_key(prefix = "acme")]
pub struct Key {}

async fn make(auth: &Auth, id: &UserId) {
    let _ = auth.create_key_for(id, Key {}, "nightly", Expires::days(90)).await;
}

fn main() {}
