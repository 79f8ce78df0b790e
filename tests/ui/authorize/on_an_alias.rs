//! token: type
//! fix: not on a type alias

#[auth::authorize]
type Limit = u32;

fn main() {}
