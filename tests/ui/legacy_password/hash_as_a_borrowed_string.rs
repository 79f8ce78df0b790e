//! token: &String
//! fix: &str

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &String) -> bool {
    password.expose() == hash
}

fn main() {}
