//! token: mod
//! fix: not on a module

#[auth::second_factor]
mod callbacks {}

fn main() {}
