//! token: trait
//! fix: not on a trait

#[auth::redirect]
pub trait Callbacks {}

fn main() {}
