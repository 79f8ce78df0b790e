//! token: expires
//! fix: There are `prefix

#[auth::api_key(prefix = "acme", expires = "90d")]
pub struct Key {
    pub project: u32,
}

fn main() {}
