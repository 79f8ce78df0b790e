//! token: const
//! fix: not on a constant

#[auth::event(sign_in)]
const LIMIT: u32 = 3;

fn main() {}
