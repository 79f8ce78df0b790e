//! token: Secret
//! fix: write `password: &Secret`

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: Secret, hash: &str) -> bool {
    hash == password.expose()
}

fn main() {}
