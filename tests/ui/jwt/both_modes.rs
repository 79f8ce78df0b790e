//! token: access
//! fix: write a second function for `access`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::jwt(update, access)]
async fn check(token: &mut Jwt<Token>) -> Access {
    token.admin = false;
    Access::Allow
}

fn main() {}
