//! token: static
//! fix: not on a static

#[auth::redirect]
static LIMIT: u32 = 3;

fn main() {}
