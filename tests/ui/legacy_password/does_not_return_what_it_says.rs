//! token: password.is_empty()
//! fix: expected `Result<bool, 

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> Result<bool> {
    let _ = hash;
    password.is_empty()
}

fn main() {}
