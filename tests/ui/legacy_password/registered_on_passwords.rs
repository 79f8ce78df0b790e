//! token: verify_old
//! token: legacy_password
//! fix: registered at the builder

use auth::prelude::*;

use auth::provider::Passwords;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> bool {
    password.expose() == hash
}

fn main() {
    let _ = Auth::builder().passwords(Passwords::new().legacy_password::<verify_old>());
}
