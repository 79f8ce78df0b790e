//! token: pub id: UserId
//! fix: already declared

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub id: UserId,
}

fn main() {}
