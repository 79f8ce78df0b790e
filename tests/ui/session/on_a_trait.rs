//! token: trait
//! fix: not on a trait

#[auth::session]
pub trait Callbacks {}

fn main() {}
