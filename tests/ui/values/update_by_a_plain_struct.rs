//! token: Name
//! fix: put `#[derive(serde::Serialize)]` on it

use auth::prelude::*;

struct Name;

async fn rename(auth: Auth, headers: HeaderMap) {
    let _ = auth.update(&headers, Name).await;
}

fn main() {}
