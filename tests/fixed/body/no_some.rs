//! Mended as the message says.

use auth::prelude::*;

#[auth::credentials]
struct Login {
    #[auth(email, required)]
    email: String,
    #[auth(password, required)]
    password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Result<Option<User>> {
    Ok(Some(User::new(form.email)))
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
