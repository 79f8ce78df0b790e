//! token: form.password
//! fix: `Password` doesn't implement

use auth::{Password, prelude::*};

#[auth::credentials]
struct Login {
    name: String,
    password: Password,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    println!("{} {:?}", form.name, form.password);
    None
}

fn main() {}
