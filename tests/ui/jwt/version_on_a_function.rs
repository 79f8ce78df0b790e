//! token: version
//! fix: `version` goes on the token struct, not on functions

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt(version = 2)]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone() }
}

fn main() {}
