//! token: type
//! fix: not on a type alias

#[auth::event(sign_in)]
type Limit = u32;

fn main() {}
