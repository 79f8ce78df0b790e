//! token: Profile<Hd>
//! fix: write `profile: Option<Profile<Hd>>`

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct Hd {
    pub hd: String,
}

#[auth::sign_in]
async fn company(profile: Profile<Hd>) -> bool {
    profile.hd == "acme.example"
}

fn main() {}
