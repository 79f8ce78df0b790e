//! token: enum
//! fix: goes on a struct with named fields

#[auth::api_key(prefix = "acme")]
pub enum Key {
    Project(u32),
}

fn main() {}
