//! token: type
//! fix: not on a type alias

#[auth::grants]
type Limit = u32;

fn main() {}
