//! token: verify_token
//! token: "token"
//! fix: auth.session(&headers)

use auth::prelude::*;

async fn read(auth: &Auth) {
    let _ = auth.verify_token("token").await;
}

fn main() {}
