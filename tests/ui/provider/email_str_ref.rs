//! token: profile.email.as_deref()
//! fix: `.map(str::to_owned)`

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct Acme {
    pub sub: String,
    pub email: Option<String>,
}

#[auth::provider(id = "acme", issuer = "https://id.acme.example")]
async fn acme(profile: Acme) -> ProfileUser {
    ProfileUser::new(profile.sub).email(profile.email.as_deref())
}

fn main() {}
