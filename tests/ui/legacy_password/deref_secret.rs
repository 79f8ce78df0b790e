//! token: as_bytes
//! fix: expose

use auth::prelude::*;

#[auth::legacy_password]
fn old(password: &Secret, hash: &str) -> bool {
    password.as_bytes() == hash.as_bytes()
}

fn main() {
    let _ = Auth::builder().legacy_password::<old>();
}
