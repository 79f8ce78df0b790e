//! token: const
//! fix: not on a constant

#[auth::user]
const LIMIT: u32 = 3;

fn main() {}
