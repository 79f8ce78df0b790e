//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::jwt(access)]
async fn check(token: &Jwt<Token>) -> bool {
    token.admin
}

fn main() {}
