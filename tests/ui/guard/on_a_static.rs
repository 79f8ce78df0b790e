//! token: static
//! fix: not on a static

#[auth::guard]
static LIMIT: u32 = 3;

fn main() {}
