//! token: level
//! fix: expected `u8`, found `&Jwt<Token>`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

fn level(level: u8) -> u8 {
    level
}

#[auth::session(from = Token)]
pub struct Visible {
    #[auth(with = level)]
    pub level: u8,
}

fn main() {}
