//! token: static
//! fix: not on a static

#[auth::grants]
static LIMIT: u32 = 3;

fn main() {}
