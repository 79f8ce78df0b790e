//! token: Team
//! fix: serde::Deserialize

use auth::prelude::*;

pub struct Team {
    pub id: u8,
}

#[derive(serde::Deserialize)]
pub struct Acme {
    pub sub: String,
    pub team: Team,
}

#[auth::provider(id = "acme", issuer = "https://id.acme.example")]
async fn acme(profile: Acme) -> ProfileUser {
    ProfileUser::new(profile.sub)
}

fn main() {}
