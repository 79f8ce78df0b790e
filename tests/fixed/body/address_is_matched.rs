//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn only_ada(user: &User) -> bool {
    match user.email.as_deref() {
        Some("ada@example.com") => true,
        _ => false,
    }
}

fn main() {
    let _ = Auth::builder().sign_in::<only_ada>();
}
