//! token: None
//! fix: write `Option<ProfileUser>` as the return type

use auth::prelude::*;

#[derive(serde::Deserialize)]
struct AcmeProfile {
    sub: String,
    blocked: bool,
}

#[auth::provider(id = "acme", issuer = "https://id.acme.example")]
async fn acme(profile: AcmeProfile) -> ProfileUser {
    if profile.blocked { None } else { ProfileUser::new(profile.sub) }
}

fn main() {}
