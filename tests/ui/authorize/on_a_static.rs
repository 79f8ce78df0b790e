//! token: static
//! fix: not on a static

#[auth::authorize]
static LIMIT: u32 = 3;

fn main() {}
