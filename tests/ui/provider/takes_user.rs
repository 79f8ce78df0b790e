//! token: &User
//! fix: it can take the profile by value (your own struct that implements `Deserialize`),

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: u64,
}

#[auth::provider(id = "acme", issuer = "https://acme.example")]
async fn acme(profile: AcmeProfile, user: &User) -> User {
    let _ = profile.id;
    user.clone()
}

fn main() {
    let _ = Auth::builder().state(()).provider(acme::new("id", "secret")).build();
}
