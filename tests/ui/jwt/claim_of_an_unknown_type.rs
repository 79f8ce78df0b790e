use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub roles: Vec<Rolle>,
}

fn main() {}
