//! token: verify_old
//! fix: must take the stored hash as `&str`

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret) -> bool {
    password.is_empty()
}

fn main() {}
