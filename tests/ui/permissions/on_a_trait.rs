//! token: trait
//! fix: not on a trait

#[auth::permissions]
pub trait Model {}

fn main() {}
