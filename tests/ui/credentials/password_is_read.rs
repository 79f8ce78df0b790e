//! token: expose
//! fix: only verified

use auth::{Password, prelude::*};

#[auth::credentials]
struct Login {
    name: String,
    password: Password,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    (form.password.expose() == "hunter2").then(|| User::new(form.name))
}

fn main() {}
