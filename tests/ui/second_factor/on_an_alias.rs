//! token: type
//! fix: not on a type alias

#[auth::second_factor]
type Limit = u32;

fn main() {}
