//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::jwt(update)]
async fn demote(token: &mut Jwt<Token>) {
    token.admin = false;
}

fn main() {}
