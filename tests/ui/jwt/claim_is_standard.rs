//! token: email
//! fix: read it as `token.email`, and remove this field or give it another name

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub email: Option<String>,
}

fn main() {}
