//! token: SignUp
//! fix: write `#[auth::sign_up]` in place of `#[auth::authorize]`

use auth::prelude::*;

#[auth::credentials]
struct Login {
    #[auth(email, required)]
    email: String,
    #[auth(password, required)]
    password: Secret,
}

#[auth::authorize]
async fn register(form: Login, email: VerifiedEmail<'_>) -> SignUp {
    let _ = (form, email);
    SignUp::new()
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
