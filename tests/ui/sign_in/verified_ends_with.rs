//! token: ends_with
//! fix: domain

use auth::prelude::*;

#[auth::sign_in]
async fn ok(email: Option<VerifiedEmail<'_>>) -> bool {
    email.is_some_and(|email| email.ends_with("@acme.example"))
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>();
}
