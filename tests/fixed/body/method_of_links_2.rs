//! Mended as the message says.

use auth::prelude::*;

#[auth::sign_in]
async fn only_ada(method: SignInMethod<'_>) -> bool {
    match method {
        SignInMethod::LinkOpened(_) => true,
        _ => false,
    }
}

fn main() {
    let _ = Auth::builder().sign_in::<only_ada>();
}
