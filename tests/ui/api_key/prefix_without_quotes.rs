//! token: acme
//! fix: write `prefix = "acme"`

#[auth::api_key(prefix = acme)]
pub struct Key {}

fn main() {}
