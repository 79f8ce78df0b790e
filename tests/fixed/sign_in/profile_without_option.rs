//! Mended as the message says.

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct Hd {
    pub hd: String,
}

#[auth::sign_in]
async fn company(profile: Option<Profile<Hd>>) -> bool {
    profile.is_some_and(|Profile(profile)| profile.hd == "acme.example")
}

fn main() {}
