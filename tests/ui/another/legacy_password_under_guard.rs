//! token: &Secret
//! fix: write `#[auth::legacy_password]` in place of `#[auth::guard]`

use auth::prelude::*;

#[auth::guard]
fn verify_old(password: &Secret, hash: &str) -> bool {
    password.expose() == hash
}

fn main() {}
