//! token: State<Pepper>
//! fix: in a `static`

use auth::prelude::*;

#[derive(Clone)]
struct Pepper;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str, State(_): State<Pepper>) -> bool {
    hash == password.expose()
}

fn main() {}
