//! token: User
//! fix: `User::new(id)`

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
    Some(User { id: form.email.clone().into(), email: Some(form.email), name: None, image: None })
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
