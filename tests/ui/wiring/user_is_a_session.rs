//! token: session
//! fix: `User::new(id)`

use auth::prelude::*;

async fn sign_in(auth: &Auth, headers: &HeaderMap, session: Session) {
    let _ = auth.sign_in_as(headers, session).await;
}

fn main() {}
