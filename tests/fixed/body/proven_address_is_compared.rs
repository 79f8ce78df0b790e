//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn only_ada(email: Option<VerifiedEmail<'_>>) -> bool {
    email.is_some_and(|email| email == "ada@example.com")
}

fn main() {
    let _ = Auth::builder().sign_in::<only_ada>();
}
