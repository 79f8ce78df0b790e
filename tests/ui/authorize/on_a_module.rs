//! token: mod
//! fix: not on a module

#[auth::authorize]
mod callbacks {}

fn main() {}
