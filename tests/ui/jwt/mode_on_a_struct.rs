//! token: update
//! fix: remove it

use auth::prelude::*;

#[auth::jwt(update)]
pub struct Token {
    pub id: UserId,
}

fn main() {}
