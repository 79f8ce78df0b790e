//! Mended as the message says.

#[auth::jwt(version = 2)]
pub struct Token {
    pub role: String,
}

fn main() {}
