//! token: expose
//! fix: no method named `expose` found for struct `Password`

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
