//! token: acme
//! fix: drop it before the `.await`

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: u64,
}

#[auth::provider(id = "acme", issuer = "https://acme.example")]
async fn acme(profile: AcmeProfile) -> User {
    let id = std::rc::Rc::new(profile.id);
    std::future::ready(()).await;
    User::new(id.to_string())
}

fn main() {
    let _ = Auth::builder().state(()).provider(acme::new("id", "secret")).build();
}
