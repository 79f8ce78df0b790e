//! token: &Password
//! fix: &Secret

use auth::Password;

#[auth::legacy_password]
fn verify_old(password: &Password, hash: &str) -> bool {
    let _ = password;
    hash.is_empty()
}

fn main() {}
