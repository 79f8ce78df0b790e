//! token: std::time::Instant
//! fix: serde::Serialize

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub made: std::time::Instant,
}

fn main() {}
