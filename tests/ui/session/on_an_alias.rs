//! token: type
//! fix: not on a type alias

#[auth::session]
type Limit = u32;

fn main() {}
