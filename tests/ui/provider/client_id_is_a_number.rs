//! token: 1
//! fix: a number or an ID becomes a string by `.to_string()`

use auth::prelude::*;

#[derive(serde::Deserialize)]
struct AcmeProfile {
    sub: String,
}

#[auth::provider(id = "acme", issuer = "https://id.acme.example")]
async fn acme(profile: AcmeProfile) -> ProfileUser {
    ProfileUser::new(profile.sub)
}

fn main() {
    let _ = Auth::builder().provider(acme::new(1, "secret"));
}
