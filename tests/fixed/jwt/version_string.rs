//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt(version = 2)]
pub struct Token {
    pub id: UserId,
}

fn main() {}
