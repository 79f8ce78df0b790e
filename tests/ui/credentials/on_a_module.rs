//! token: mod
//! fix: not on a module

#[auth::credentials]
mod models {}

fn main() {}
