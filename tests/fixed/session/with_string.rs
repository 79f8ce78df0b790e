//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

impl Token {
    fn is_admin(&self) -> bool {
        self.level > 1
    }
}

#[auth::session(from = Token)]
pub struct Visible {
    #[auth(with = Token::is_admin)]
    pub admin: bool,
}

fn main() {}
