//! token: mod
//! fix: not on a module

#[auth::user]
mod models {}

fn main() {}
