//! Mended as the message says.

#[auth::api_key(prefix = "acme")]
pub struct Key {
    #[auth(default)]
    pub project: u32,
}

fn main() {}
