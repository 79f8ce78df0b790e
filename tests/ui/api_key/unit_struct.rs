//! token: Key
//! fix: `struct Name {

#[auth::api_key(prefix = "acme")]
pub struct Key;

fn main() {}
