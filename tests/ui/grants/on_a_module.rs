//! token: mod
//! fix: not on a module

#[auth::grants]
mod callbacks {}

fn main() {}
