//! token: client_id
//! fix: from_env

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct Acme {
    pub sub: String,
}

#[auth::provider(id = "acme", issuer = "https://id.acme.example", client_id = "abc")]
async fn acme(profile: Acme) -> ProfileUser {
    ProfileUser::new(profile.sub)
}

fn main() {}
