//! token: mod
//! fix: not on a module

#[auth::jwt(update)]
mod callbacks {}

fn main() {}
