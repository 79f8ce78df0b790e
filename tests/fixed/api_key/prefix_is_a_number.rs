//! Mended as the message says.

#[auth::api_key(prefix = "7")]
struct Key {
    project: u32,
}

fn main() {}
