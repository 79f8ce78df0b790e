//! token: mod
//! fix: not on a module

#[auth::event(sign_in)]
mod callbacks {}

fn main() {}
