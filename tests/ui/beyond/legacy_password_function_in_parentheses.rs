//! token: legacy_password(verify_old)
//! token: verify_old
//! fix: `.legacy_password::<

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> bool {
    password.expose() == hash
}

fn main() {
    let _ = Auth::builder().legacy_password(verify_old);
}
