//! token: "token"
//! fix: `&headers`

use auth::prelude::*;

async fn read(auth: &Auth) {
    let _ = auth.session("token").await;
}

fn main() {}
