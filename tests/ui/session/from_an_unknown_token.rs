//! token: Tokn
//! fix: a struct with a similar name exists

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::session(from = Tokn)]
pub struct Visible {
    pub id: UserId,
}

fn main() {}
