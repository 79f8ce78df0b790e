//! token: mod
//! fix: not on a module

#[auth::api_key(prefix = "acme")]
mod models {}

fn main() {}
