//! token: <'a>
//! fix: remove the lifetime

use auth::prelude::*;

#[auth::jwt]
pub struct Token<'a> {
    pub role: String,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { role: user.id.to_string() }
}

fn main() {}
