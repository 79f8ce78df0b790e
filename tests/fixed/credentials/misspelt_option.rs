//! Mended as the message says.

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    #[auth(password)]
    pub password: Secret,
}

fn main() {}
