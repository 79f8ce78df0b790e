//! token: static
//! fix: not on a static

#[auth::second_factor]
static LIMIT: u32 = 3;

fn main() {}
