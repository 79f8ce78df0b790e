//! token: Password
//! fix: a field `password: Password` is stored for the new user

use auth::{Password, prelude::*};

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration, password: Password) -> SignUp {
    SignUp::new().with_name(form.name)
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
