//! token: Jwt<Token>
//! fix: name the fields that it may

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

#[auth::session]
pub struct Visible {
    pub token: Jwt<Token>,
}

fn main() {}
