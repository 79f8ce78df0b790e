//! token: trait
//! fix: not on a trait

#[auth::second_factor]
pub trait Callbacks {}

fn main() {}
