//! token: Option<bool>
//! fix: return `bool`, or a `Result` of it

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> Option<bool> {
    Some(hash == password.expose())
}

fn main() {}
