//! token: key.text
//! token: {:?}
//! fix: `.expose()` returns its string

use auth::{api_key::Expires, prelude::*};

#[auth::api_key(prefix = "acme")]
pub struct Key {}

async fn make(auth: &Auth, session: &Session) {
    if let Ok(key) = auth.create_key(session, Key {}, "nightly", Expires::days(90)).await {
        println!("{:?}", key.text);
    }
}

fn main() {}
