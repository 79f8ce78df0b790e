//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub fresh: bool,
}

#[auth::jwt]
async fn issue(user: &User, trigger: Trigger) -> Token {
    Token { fresh: trigger == Trigger::SignUp && user.name.is_some() }
}

fn main() {}
