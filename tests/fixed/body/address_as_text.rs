//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn company(user: &User) -> bool {
    user.email.as_deref().is_some_and(|email| email.ends_with("@acme.example"))
}

fn main() {
    let _ = Auth::builder().sign_in::<company>();
}
