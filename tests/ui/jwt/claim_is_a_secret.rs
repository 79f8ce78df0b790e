//! token: Secret
//! fix: a secret does not belong in a token

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub refresh_token: Secret,
}

fn main() {}
