use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    #[auth(rename = "sub")]
    pub id: UserId,
}

fn main() {}
