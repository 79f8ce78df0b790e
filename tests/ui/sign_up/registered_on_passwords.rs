//! token: register
//! token: sign_up
//! fix: registered at the builder

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

use auth::provider::Passwords;

#[auth::sign_up]
async fn register(form: Registration) -> SignUp {
    SignUp::new().with_name(form.name)
}

fn main() {
    let _ = Auth::builder().passwords(Passwords::new().sign_up::<register>());
}
