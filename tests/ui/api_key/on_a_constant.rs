//! token: const
//! fix: not on a constant

#[auth::api_key(prefix = "acme")]
const LIMIT: u32 = 3;

fn main() {}
