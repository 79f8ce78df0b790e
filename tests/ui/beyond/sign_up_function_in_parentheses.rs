//! token: sign_up(register)
//! token: register
//! fix: `.sign_up::<

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration) -> SignUp {
    SignUp::new().with_name(form.name)
}

fn main() {
    let _ = Auth::builder().sign_up(register);
}
