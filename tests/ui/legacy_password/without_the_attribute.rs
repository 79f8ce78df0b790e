//! token: verify_old
//! fix: `#[auth::legacy_password]`

use auth::prelude::*;

fn verify_old(password: &Secret, hash: &str) -> bool {
    hash == password.expose()
}

fn main() {
    let _ = Auth::builder().state(()).legacy_password::<verify_old>().build();
}
