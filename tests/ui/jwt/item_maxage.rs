//! token: max_age
//! fix: session_max_age

use auth::prelude::*;

#[auth::jwt(max_age = 3600)]
pub struct Token {
    pub id: UserId,
}

fn main() {}
