//! Mended as the message says.

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub project: String,
}

fn main() {}
