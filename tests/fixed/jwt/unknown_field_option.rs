//! Mended as the message says.

#[auth::jwt]
pub struct Token {
    #[auth(default)]
    pub admin: bool,
}

fn main() {}
