//! token: request
//! fix: `&Request<…>`

use auth::prelude::*;

async fn read(auth: &Auth, request: axum::extract::Request) {
    let _ = auth.session(request).await;
}

fn main() {}
