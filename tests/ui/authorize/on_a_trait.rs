//! token: trait
//! fix: not on a trait

#[auth::authorize]
pub trait Callbacks {}

fn main() {}
