use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub email: Option<String>,
}

fn main() {}
