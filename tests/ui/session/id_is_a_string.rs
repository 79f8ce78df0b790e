//! token: String
//! fix: both must be of the same type

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::session(from = Token)]
pub struct Visible {
    pub id: String,
}

fn main() {}
