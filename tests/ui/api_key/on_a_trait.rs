//! token: trait
//! fix: not on a trait

#[auth::api_key(prefix = "acme")]
pub trait Model {}

fn main() {}
