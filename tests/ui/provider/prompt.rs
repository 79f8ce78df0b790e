//! token: prompt
//! fix: authorization_param

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct Acme {
    pub sub: String,
}

#[auth::provider(id = "acme", issuer = "https://id.acme.example", prompt = "consent")]
async fn acme(profile: Acme) -> ProfileUser {
    ProfileUser::new(profile.sub)
}

fn main() {}
