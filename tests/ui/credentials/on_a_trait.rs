//! token: trait
//! fix: not on a trait

#[auth::credentials]
pub trait Model {}

fn main() {}
