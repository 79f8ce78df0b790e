//! token: u8
//! fix: return `auth::Result<…>`

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> Result<bool, u8> {
    if hash.is_empty() { Err(1) } else { Ok(hash == password.expose()) }
}

fn main() {}
