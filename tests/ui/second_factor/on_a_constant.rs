//! token: const
//! fix: not on a constant

#[auth::second_factor]
const LIMIT: u32 = 3;

fn main() {}
