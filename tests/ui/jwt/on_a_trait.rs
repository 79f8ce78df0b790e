//! token: trait
//! fix: not on a trait

#[auth::jwt(update)]
pub trait Callbacks {}

fn main() {}
