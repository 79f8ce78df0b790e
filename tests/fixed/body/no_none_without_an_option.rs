//! Mended as the message says.

use auth::prelude::*;

#[derive(serde::Deserialize)]
struct AcmeProfile {
    sub: String,
    blocked: bool,
}

#[auth::provider(id = "acme", issuer = "https://id.acme.example")]
async fn acme(profile: AcmeProfile) -> Option<ProfileUser> {
    if profile.blocked { None } else { Some(ProfileUser::new(profile.sub)) }
}

fn main() {}
