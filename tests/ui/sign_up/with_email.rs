//! token: with_email
//! fix: the address is the proven one

use auth::prelude::*;

#[auth::credentials]
pub struct Registration {
    pub name: String,
}

#[auth::sign_up]
async fn register(form: Registration, email: VerifiedEmail<'_>) -> SignUp {
    SignUp::new().with_email(email.as_str())
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
