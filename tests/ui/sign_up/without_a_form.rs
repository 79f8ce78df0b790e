//! token: register
//! fix: a form, a struct under `#[auth::credentials]`

use auth::prelude::*;

#[auth::sign_up]
async fn register(email: VerifiedEmail<'_>) -> SignUp {
    SignUp::new().with_name(email.as_str())
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
