//! token: trait
//! fix: not on a trait

#[auth::grants]
pub trait Callbacks {}

fn main() {}
