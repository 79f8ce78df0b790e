//! token: "2"
//! fix: version = 2

use auth::prelude::*;

#[auth::jwt(version = "2", migrate = from_v1)]
pub struct Token {
    pub id: UserId,
}

fn main() {}
