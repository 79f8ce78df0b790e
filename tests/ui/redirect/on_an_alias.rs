//! token: type
//! fix: not on a type alias

#[auth::redirect]
type Limit = u32;

fn main() {}
