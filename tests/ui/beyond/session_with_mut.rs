//! token: Token::touch
//! fix: &Token

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

impl Token {
    fn touch(&mut self) -> bool {
        true
    }
}

#[auth::session(from = Token)]
pub struct Visible {
    #[auth(with = Token::touch)]
    pub admin: bool,
}

fn main() {}
