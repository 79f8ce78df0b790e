//! token: Registration
//! fix: put `#[auth::credentials]` on the struct

use auth::prelude::*;

struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration) -> SignUp {
    SignUp::new().with_name(form.name)
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
