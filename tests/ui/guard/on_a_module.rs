//! token: mod
//! fix: not on a module

#[auth::guard]
mod callbacks {}

fn main() {}
