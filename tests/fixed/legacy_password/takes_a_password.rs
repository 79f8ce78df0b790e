//! Mended as the message says.

use auth::prelude::*;

use auth::Password;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> bool {
    let _ = password;
    hash.is_empty()
}

fn main() {}
