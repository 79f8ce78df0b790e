//! token: static
//! fix: not on a static

#[auth::jwt(update)]
static LIMIT: u32 = 3;

fn main() {}
