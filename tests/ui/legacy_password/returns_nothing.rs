//! token: verify_old
//! fix: add `-> bool`

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) {
    let _ = hash == password.expose();
}

fn main() {}
