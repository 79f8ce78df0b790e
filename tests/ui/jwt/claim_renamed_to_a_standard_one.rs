//! token: "sub"
//! fix: read it as `token.sub`, and remove this field or give it another name

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    #[auth(rename = "sub")]
    pub id: UserId,
}

fn main() {}
