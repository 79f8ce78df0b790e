//! token: Profile<Acme>
//! fix: write `profile: Option<Profile<Acme>>`

use auth::prelude::*;

#[derive(serde::Deserialize)]
pub struct Acme {
    pub sub: String,
}

#[auth::event(sign_in)]
async fn note(profile: Profile<Acme>) {
    let _ = profile;
}

fn main() {
    let _ = Auth::builder().on::<note>();
}
