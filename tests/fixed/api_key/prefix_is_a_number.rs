//! Mended as the message says.

#[auth::api_key(prefix = "acme")]
struct Key {
    project: u32,
}

fn main() {}
