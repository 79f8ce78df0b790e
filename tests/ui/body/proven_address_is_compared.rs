//! token: Some("ada@example.com")
//! fix: write `email.is_some_and(|email| email == "ada@example.com")`

use auth::prelude::*;

#[auth::sign_in]
async fn only_ada(email: Option<VerifiedEmail<'_>>) -> bool {
    email == Some("ada@example.com")
}

fn main() {
    let _ = Auth::builder().sign_in::<only_ada>();
}
