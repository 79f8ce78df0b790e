//! token: &headers
//! fix: returns `None` without a session

use auth::prelude::*;

async fn show(auth: Auth, headers: HeaderMap) {
    if auth.is_authenticated(&headers).await {
        println!("Welcome back");
    }
}

fn main() {}
