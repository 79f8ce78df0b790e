//! token: hash: &Secret
//! token: &Secret
//! token: verify_old
//! fix: &str

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &Secret) -> bool {
    password == hash
}

fn main() {}
