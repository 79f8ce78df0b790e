//! token: auth::jwt
//! fix: remove one of the two

use auth::prelude::*;

#[auth::jwt]
#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

fn main() {}
