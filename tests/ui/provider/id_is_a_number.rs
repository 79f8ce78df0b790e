//! token: 7
//! fix: write `id = "7"`

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: u64,
}

#[auth::provider(id = 7, issuer = "https://acme.example")]
async fn acme(profile: AcmeProfile) -> User {
    User::new(profile.id.to_string())
}

fn main() {
    let _ = Auth::builder().state(()).provider(acme::new("id", "secret")).build();
}
