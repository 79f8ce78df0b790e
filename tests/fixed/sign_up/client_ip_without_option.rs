//! Mended as the message says.

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration, address: Option<ClientIp>) -> SignUp {
    let _ = address;
    SignUp::new().with_name(form.name)
}

fn main() {}
