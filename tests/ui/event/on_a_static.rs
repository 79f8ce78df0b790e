//! token: static
//! fix: not on a static

#[auth::event(sign_in)]
static LIMIT: u32 = 3;

fn main() {}
