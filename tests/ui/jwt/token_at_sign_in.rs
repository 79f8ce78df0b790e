//! token: &Jwt<Token>
//! fix: it returns the claims

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt]
async fn issue(token: &Jwt<Token>, user: &User) -> Token {
    let _ = token.id.as_str();
    Token { id: user.id.clone() }
}

fn main() {}
