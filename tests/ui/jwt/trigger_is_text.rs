//! token: &str
//! fix: write `trigger: Trigger`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub fresh: bool,
}

#[auth::jwt]
async fn issue(user: &User, trigger: &str) -> Token {
    Token { fresh: trigger == "signUp" && user.name.is_some() }
}

fn main() {}
