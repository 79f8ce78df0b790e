//! token: mod
//! fix: not on a module

#[auth::session]
mod callbacks {}

fn main() {}
