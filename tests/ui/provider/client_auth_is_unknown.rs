//! token: "post"
//! fix: did you mean `client_auth = "client_secret_post"`? There are

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: u64,
}

#[auth::provider(id = "acme", issuer = "https://acme.example", client_auth = "post")]
async fn acme(profile: AcmeProfile) -> User {
    User::new(profile.id.to_string())
}

fn main() {
    let _ = Auth::builder().state(()).provider(acme::new("id", "secret")).build();
}
