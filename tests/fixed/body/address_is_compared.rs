//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn only_ada(user: &User) -> bool {
    user.email.as_deref() == Some("ada@example.com")
}

fn main() {
    let _ = Auth::builder().sign_in::<only_ada>();
}
