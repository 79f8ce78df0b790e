//! token: "acme"
//! fix: There are `prefix = "acme"` and `crate = ::auth`

#[auth::api_key("acme")]
pub struct Key {}

fn main() {}
