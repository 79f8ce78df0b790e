//! token: String
//! fix: the stored hash `hash: &str`

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: String) -> bool {
    hash == password.expose()
}

fn main() {}
