//! token: prefx
//! fix: Did you mean `prefix`?

#[auth::api_key(prefx = "acme")]
pub struct Key {}

fn main() {}
