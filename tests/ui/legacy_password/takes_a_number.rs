//! token: u8
//! fix: the password as `&Secret` and the stored hash as `&str`

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str, rounds: u8) -> bool {
    rounds > 0 && hash == password.expose()
}

fn main() {}
