//! token: Rolle
//! fix: a struct with a similar name exists

use auth::prelude::*;

#[derive(serde::Serialize, serde::Deserialize)]
pub struct Role;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub roles: Vec<Rolle>,
}

fn main() {}
