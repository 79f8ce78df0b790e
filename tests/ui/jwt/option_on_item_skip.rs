//! token: skip
//! fix: leave the field out

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    #[auth(skip)]
    pub role: String,
}

fn main() {}
