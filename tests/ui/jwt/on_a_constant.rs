//! token: const
//! fix: not on a constant

#[auth::jwt(update)]
const LIMIT: u32 = 3;

fn main() {}
