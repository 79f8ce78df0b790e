//! token: type
//! fix: not on a type alias

#[auth::jwt(update)]
type Limit = u32;

fn main() {}
