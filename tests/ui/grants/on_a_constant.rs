//! token: const
//! fix: not on a constant

#[auth::grants]
const LIMIT: u32 = 3;

fn main() {}
