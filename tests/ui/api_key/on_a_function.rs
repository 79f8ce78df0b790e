//! token: fn
//! fix: goes on a struct with named fields

#[auth::api_key(prefix = "acme")]
async fn key() {}

fn main() {}
