//! token: crate
//! fix: put a `,` before this

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::jwt(update crate = ::auth)]
async fn demote(token: &mut Jwt<Token>) {
    token.admin = false;
}

fn main() {}
