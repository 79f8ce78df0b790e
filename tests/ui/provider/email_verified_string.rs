//! token: profile.email_verified
//! fix: write a `bool`

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct Acme {
    pub sub: String,
    pub email_verified: String,
}

#[auth::provider(id = "acme", issuer = "https://id.acme.example")]
async fn acme(profile: Acme) -> ProfileUser {
    ProfileUser::new(profile.sub).email_verified(profile.email_verified)
}

fn main() {
    let _ = Auth::builder().provider(acme::new("a", "b"));
}
