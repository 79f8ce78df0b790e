//! token: SignUp::new
//! token: form.name
//! fix: remove the extra argument

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration) -> SignUp {
    SignUp::new(form.name)
}

fn main() {}
