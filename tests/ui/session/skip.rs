//! token: skip
//! fix: eave the field out

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

#[auth::session(from = Token)]
pub struct Visible {
    pub id: UserId,
    #[auth(skip)]
    pub role: String,
}

fn main() {}
