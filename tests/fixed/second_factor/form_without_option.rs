//! Mended as the message says.

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

#[auth::second_factor]
async fn needed(form: Option<Form<Login>>) -> SecondFactor {
    let _ = form;
    SecondFactor::Required
}

fn main() {}
