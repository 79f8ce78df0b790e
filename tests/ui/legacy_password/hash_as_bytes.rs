//! token: &[u8]
//! fix: the stored hash `hash: &str`

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &[u8]) -> bool {
    hash == password.expose().as_bytes()
}

fn main() {}
