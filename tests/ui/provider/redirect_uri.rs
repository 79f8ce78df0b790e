//! token: redirect_uri
//! fix: register it at the provider

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct Acme {
    pub sub: String,
}

#[auth::provider(id = "acme", issuer = "https://id.acme.example", redirect_uri = "https://x.example/cb")]
async fn acme(profile: Acme) -> ProfileUser {
    ProfileUser::new(profile.sub)
}

fn main() {}
