//! token: #[auth::provider(id = "acme", scopes = "openid")]
//! fix: Write `issuer = "https://…"` for OpenID Connect, or `authorization`, `token`

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: u64,
}

#[auth::provider(id = "acme", scopes = "openid")]
async fn acme(profile: AcmeProfile) -> User {
    User::new(profile.id.to_string())
}

fn main() {
    let _ = Auth::builder().state(()).provider(acme::new("id", "secret")).build();
}
