//! token: String
//! fix: return `bool`, or a `Result` of it

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> String {
    format!("{hash}{}", password.expose())
}

fn main() {}
