//! token: "id"
//! fix: give one of the two another name

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    #[auth(rename = "id")]
    pub user: UserId,
}

fn main() {}
