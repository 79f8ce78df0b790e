//! token: const
//! fix: not on a constant

#[auth::permissions]
const LIMIT: u32 = 3;

fn main() {}
