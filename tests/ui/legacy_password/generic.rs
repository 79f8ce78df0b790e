//! token: T
//! fix: write the type in place of `T`

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old<T>(password: &Secret, hash: &str) -> bool {
    hash == password.expose()
}

fn main() {}
