//! token: trait
//! fix: not on a trait

#[auth::user]
pub trait Model {}

fn main() {}
