//! token: Option<VerifiedEmail<'_>>
//! fix: write `email: VerifiedEmail<'_>`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration, email: Option<VerifiedEmail<'_>>) -> SignUp {
    SignUp::new().with_name(form.name)
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
