//! token: with_role
//! token: User::new(form.email).with_role("admin")
//! fix: `#[auth::user]`

use auth::prelude::*;

#[auth::credentials]
struct Login {
    #[auth(email, required)]
    email: String,
    #[auth(password, required)]
    password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.email).with_role("admin"))
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
