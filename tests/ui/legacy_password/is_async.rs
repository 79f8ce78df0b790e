//! token: async
//! fix: remove `async`

use auth::prelude::*;

#[auth::legacy_password]
async fn verify_old(password: &Secret, hash: &str) -> bool {
    hash == password.expose()
}

fn main() {}
