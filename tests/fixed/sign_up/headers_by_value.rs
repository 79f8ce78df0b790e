//! Mended as the message says.

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration, headers: &HeaderMap) -> SignUp {
    SignUp::new().with_name(format!("{} {}", form.name, headers.len()))
}

fn main() {}
