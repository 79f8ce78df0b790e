//! token: "ACME_"
//! fix: write `prefix = "acme"`

#[auth::api_key(prefix = "ACME_")]
pub struct Key {
    pub label: String,
}

fn main() {}
