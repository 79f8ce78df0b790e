//! token: P: ToString
//! fix: write the type in place of `P`

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: u64,
}

#[auth::provider(id = "acme", issuer = "https://acme.example")]
async fn acme<P: ToString>(profile: P) -> User {
    User::new(profile.to_string())
}

fn main() {
    let _ = Auth::builder().state(()).provider(acme::new("id", "secret")).build();
}
