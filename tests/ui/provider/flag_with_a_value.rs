//! token: without_pkce
//! fix: write `without_pkce`

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: u64,
}

#[auth::provider(id = "acme", issuer = "https://acme.example", without_pkce = true)]
async fn acme(profile: AcmeProfile) -> User {
    User::new(profile.id.to_string())
}

fn main() {
    let _ = Auth::builder().state(()).provider(acme::new("id", "secret")).build();
}
