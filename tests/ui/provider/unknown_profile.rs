//! token: AcmeProfil
//! fix: a struct with a similar name exists

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct AcmeProfile {
    pub id: String,
}

#[auth::provider(id = "acme", issuer = "https://acme.example")]
async fn acme(profile: AcmeProfil) -> User {
    User::new(profile.id)
}

fn main() -> auth::Result<()> {
    let _ = Auth::builder().provider(acme::from_env()?).build();
    Ok(())
}
