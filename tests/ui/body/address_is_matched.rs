//! token: "ada@example.com"
//! fix: write `match user.email.as_deref()`, and `Some("ada@example.com")` in place of

use auth::prelude::*;

#[auth::sign_in]
async fn only_ada(user: &User) -> bool {
    match user.email {
        "ada@example.com" => true,
        _ => false,
    }
}

fn main() {
    let _ = Auth::builder().sign_in::<only_ada>();
}
