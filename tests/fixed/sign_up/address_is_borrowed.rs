//! Mended as the message says.

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration, email: VerifiedEmail<'_>) -> SignUp {
    let _ = email.domain();
    SignUp::new().with_name(form.name)
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
