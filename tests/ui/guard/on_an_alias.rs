//! token: type
//! fix: not on a type alias

#[auth::guard]
type Limit = u32;

fn main() {}
