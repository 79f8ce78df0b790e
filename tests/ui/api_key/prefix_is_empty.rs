//! token: ""
//! fix: write `prefix = "acme"`

#[auth::api_key(prefix = "")]
pub struct Key {}

fn main() {}
