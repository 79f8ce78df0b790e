//! token: Acme<'_>
//! fix: String

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct Acme<'a> {
    pub sub: &'a str,
}

#[auth::provider(id = "acme", issuer = "https://id.acme.example")]
async fn acme(profile: Acme<'_>) -> ProfileUser {
    ProfileUser::new(profile.sub)
}

fn main() {
    let _ = Auth::builder().provider(acme::new("a", "b"));
}
