//! token: &mut Token
//! fix: write `token: &Jwt<Token>`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub until: u64,
}

#[auth::jwt(access)]
async fn fresh(token: &mut Token) -> Access {
    token.until += 1;
    Access::Allow
}

fn main() {}
