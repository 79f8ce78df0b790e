//! token: Read
//! fix: defined multiple times

#[auth::permissions]
pub enum Permission {
    Read,
    Read,
}

fn main() {}
