//! token: credentials::<verify_old>
//! fix: put `#[auth::authorize]` on the function

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str) -> bool {
    hash == password.expose()
}

fn main() {
    let _ = Auth::builder().state(()).credentials::<verify_old>().build();
}
