//! token: ProfileUser
//! fix: write `#[auth::provider(…)]` in place of `#[auth::authorize]`

use auth::prelude::*;

#[derive(serde::Deserialize)]
struct AcmeProfile {
    sub: String,
}

#[auth::authorize]
async fn acme(profile: AcmeProfile) -> ProfileUser {
    ProfileUser::new(profile.sub)
}

fn main() {
    let _ = Auth::builder().provider(acme::new("id", "secret"));
}
