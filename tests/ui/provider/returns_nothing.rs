//! token: acme
//! fix: return something: add `-> Result<User>`; it returns `User`, `ProfileUser`, or

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: u64,
}

#[auth::provider(id = "acme", issuer = "https://acme.example")]
async fn acme(profile: AcmeProfile) {
    let _ = User::new(profile.id.to_string());
}

fn main() {
    let _ = Auth::builder().state(()).provider(acme::new("id", "secret")).build();
}
