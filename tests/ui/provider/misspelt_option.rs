//! token: isuer
//! fix: Did you mean `issuer`? There are `id`, `name`, `issuer`, `authorization`,

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: u64,
}

#[auth::provider(id = "acme", isuer = "https://acme.example")]
async fn acme(profile: AcmeProfile) -> User {
    User::new(profile.id.to_string())
}

fn main() {
    let _ = Auth::builder().state(()).provider(acme::new("id", "secret")).build();
}
