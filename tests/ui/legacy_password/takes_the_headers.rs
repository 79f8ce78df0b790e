//! token: &axum::http::HeaderMap
//! fix: it takes `password: &Secret` and

use auth::prelude::*;

#[auth::legacy_password]
fn verify_old(password: &Secret, hash: &str, headers: &axum::http::HeaderMap) -> bool {
    headers.is_empty() && hash == password.expose()
}

fn main() {}
