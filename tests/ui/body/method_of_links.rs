//! token: Email
//! fix: write `SignInMethod::LinkRequested(_)` or `SignInMethod::LinkOpened(_)`

use auth::prelude::*;

#[auth::sign_in]
async fn only_ada(method: SignInMethod<'_>) -> bool {
    match method {
        SignInMethod::Email(address) => address == "ada@example.com",
        _ => false,
    }
}

fn main() {
    let _ = Auth::builder().sign_in::<only_ada>();
}
