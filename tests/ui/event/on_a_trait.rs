//! token: trait
//! fix: not on a trait

#[auth::event(sign_in)]
pub trait Callbacks {}

fn main() {}
