//! token: u8
//! fix: return `bool`, or a `Result` of it

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> u8 {
    u8::from(hash == password.expose())
}

fn main() {}
