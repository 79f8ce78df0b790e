//! token: ==
//! fix: `Password`

use auth::{Password, prelude::*};

#[auth::credentials]
struct Login {
    name: String,
    password: Password,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    (form.password == Password::new(form.name.as_str())).then(|| User::new(form.name))
}

fn main() {}
