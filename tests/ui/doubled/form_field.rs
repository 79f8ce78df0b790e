//! token: pub name: String
//! fix: already declared

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
    pub name: String,
    pub password: Secret,
}

fn main() {}
