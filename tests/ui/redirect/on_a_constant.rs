//! token: const
//! fix: not on a constant

#[auth::redirect]
const LIMIT: u32 = 3;

fn main() {}
