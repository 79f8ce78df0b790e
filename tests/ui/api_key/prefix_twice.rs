//! token: prefix
//! fix: keep one of the two

#[auth::api_key(prefix = "acme", prefix = "acme2")]
pub struct Key {}

fn main() {}
