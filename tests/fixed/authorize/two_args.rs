//! Mended as the message says.

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    email: String,
    password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    let _ = form.password;
    Some(User::new(form.email))
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
