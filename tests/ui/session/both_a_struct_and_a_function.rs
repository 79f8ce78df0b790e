//! token: Token
//! fix: There are `from = Token`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::session(Token)]
pub struct Visible {
    pub id: UserId,
}

fn main() {}
