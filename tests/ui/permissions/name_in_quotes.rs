//! token: "read"
//! fix: expected `Permission`, found `&str`

use auth::Set;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn main() {
    let _ = Set::<Permission>::all().contains("read");
}

