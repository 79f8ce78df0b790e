//! token: const
//! fix: not on a constant

#[auth::authorize]
const LIMIT: u32 = 3;

fn main() {}
