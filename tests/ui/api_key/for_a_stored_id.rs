//! token: id
//! fix: expected `&Session`, found `&StoredId`

use auth::{api_key::Expires, prelude::*};

#[auth::api_key(prefix = "acme")]
pub struct Key {}

async fn make(auth: &Auth, id: &StoredId) {
    let _ = auth.create_key(id, Key {}, "nightly", Expires::days(90)).await;
}

fn main() {}
