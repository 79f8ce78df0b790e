//! token: trait
//! fix: not on a trait

#[auth::guard]
pub trait Callbacks {}

fn main() {}
