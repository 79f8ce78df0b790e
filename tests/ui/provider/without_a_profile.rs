//! token: acme
//! fix: must take the profile

use auth::prelude::*;

#[auth::provider(id = "acme", issuer = "https://acme.example")]
async fn acme() -> User {
    User::new("1")
}

fn main() {}
