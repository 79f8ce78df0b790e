//! token: const
//! fix: not on a constant

#[auth::session]
const LIMIT: u32 = 3;

fn main() {}
