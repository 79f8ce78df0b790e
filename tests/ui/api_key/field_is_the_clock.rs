//! token: std::time::Instant
//! fix: a point in time is `auth::time::UnixTime`

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub made: std::time::Instant,
}

fn main() {}
