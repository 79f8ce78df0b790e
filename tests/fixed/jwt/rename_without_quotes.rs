//! Mended as the message says.

#[auth::jwt]
pub struct Token {
    #[auth(rename = "level")]
    pub admin: bool,
}

fn main() {}
