use auth::prelude::*;

#[auth::jwt(update)]
pub struct Token {
    pub id: UserId,
}

fn main() {}
