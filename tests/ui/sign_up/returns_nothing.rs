//! token: register
//! fix: add `-> Result<SignUp>`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration) {
    let _ = form.name;
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
