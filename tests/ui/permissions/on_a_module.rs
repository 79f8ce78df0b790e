//! token: mod
//! fix: not on a module

#[auth::permissions]
mod models {}

fn main() {}
