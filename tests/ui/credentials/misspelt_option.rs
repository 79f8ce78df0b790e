//! token: pasword
//! fix: Did you mean `password`?

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    #[auth(pasword)]
    pub password: Secret,
}

fn main() {}
