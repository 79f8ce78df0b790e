//! token: Login
//! fix: #[auth::authorize]

use auth::prelude::*;

#[auth::credentials]
struct Login {
    name: String,
    password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    (form.password == Secret::new("x")).then(|| User::new(form.name))
}

fn main() {
    let _ = Auth::builder().credentials::<Login>();
}
