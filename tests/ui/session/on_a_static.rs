//! token: static
//! fix: not on a static

#[auth::session]
static LIMIT: u32 = 3;

fn main() {}
