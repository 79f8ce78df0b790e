//! token: const
//! fix: not on a constant

#[auth::guard]
const LIMIT: u32 = 3;

fn main() {}
