//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub until: u64,
}

#[auth::jwt(access)]
async fn fresh(token: &Jwt<Token>) -> Access {
    if token.until > 0 { Access::Allow } else { Access::Revoke }
}

fn main() {}
