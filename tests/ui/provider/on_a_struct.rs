//! token: struct
//! fix: goes on an `async fn`, not on a struct: `async fn acme(profile: AcmeProfile) ->

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: u64,
}

#[auth::provider(id = "acme", issuer = "https://acme.example")]
struct Acme {
    pub profile: AcmeProfile,
    pub user: User,
}

fn main() {
    let _ = Auth::builder().state(()).provider(Acme::new("id", "secret")).build();
}
