//! Mended as the message says.

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> bool {
    hash == password.expose()
}

fn main() {
    let _ = Auth::builder().state(()).legacy_password::<verify_old>().build();
}
