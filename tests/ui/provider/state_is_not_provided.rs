//! token: acme::new("id", "secret")
//! fix: every `State<…>` that it takes must be part of the state

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: u64,
}

#[auth::provider(id = "acme", issuer = "https://acme.example")]
async fn acme(profile: AcmeProfile, State(prefix): State<String>) -> User {
    User::new(format!("{prefix}{}", profile.id))
}

fn main() {
    let _ = Auth::builder().state(()).provider(acme::new("id", "secret")).build();
}
