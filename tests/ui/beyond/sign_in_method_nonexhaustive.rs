//! token: method
//! fix: _ =>

use auth::prelude::*;

#[auth::sign_in]
async fn ok(method: SignInMethod<'_>) -> bool {
    match method {
        SignInMethod::Credentials => true,
        SignInMethod::Passkey => true,
    }
}

fn main() {
    let _ = Auth::builder().sign_in::<ok>();
}
