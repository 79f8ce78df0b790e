//! token: typescript
//! fix: remove it here

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt(typescript)]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone() }
}

fn main() {}
