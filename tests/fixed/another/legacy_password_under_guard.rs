//! Mended as the message says.

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> bool {
    password.expose() == hash
}

fn main() {}
