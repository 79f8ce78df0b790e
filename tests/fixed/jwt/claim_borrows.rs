//! Mended as the message says.

#[auth::jwt]
pub struct Token {
    pub id: String,
}

fn main() {}
