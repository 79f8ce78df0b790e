//! token: Option<User>
//! fix: write `#[auth::authorize]` in place of `#[auth::sign_in]`

use auth::prelude::*;

#[auth::credentials]
struct Login {
    #[auth(email, required)]
    email: String,
    #[auth(password, required)]
    password: Secret,
}

#[auth::sign_in]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.email))
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
