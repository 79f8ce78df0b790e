//! token: level
//! fix: expected `bool`, found `u8`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

fn level(token: &Token) -> u8 {
    token.admin.into()
}

#[auth::session(from = Token)]
pub struct Visible {
    #[auth(with = level)]
    pub admin: bool,
}

fn main() {}
