//! token: &headers
//! fix: `auth.session(&parts)` returns the session

use auth::prelude::*;

async fn name(auth: Auth, headers: HeaderMap) -> Option<String> {
    auth.current_user(&headers).await
}

fn main() {}
