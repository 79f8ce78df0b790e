//! Mended as the message says.

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration) -> SignUp {
    SignUp::new().with_name(form.name.clone())
}

fn main() {}
