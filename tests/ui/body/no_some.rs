//! token: User::new(form.email)
//! fix: write `Some(User::new(form.email))`

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
    Ok(User::new(form.email))
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
