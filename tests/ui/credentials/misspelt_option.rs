use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    #[auth(pasword)]
    pub password: Secret,
}

fn main() {}
