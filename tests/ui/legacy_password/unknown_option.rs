//! token: bcrypt
//! fix: There is only `crate = ::auth`

use auth::prelude::*;

#[auth::legacy_password(bcrypt)]
fn verify_old(password: &Secret, hash: &str) -> bool {
    hash == password.expose()
}

fn main() {}
