//! token: const
//! fix: not on a constant

#[auth::credentials]
const LIMIT: u32 = 3;

fn main() {}
