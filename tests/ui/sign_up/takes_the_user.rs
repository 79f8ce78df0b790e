//! token: &User
//! fix: the function returns `SignUp`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration, user: &User) -> SignUp {
    SignUp::new().with_name(form.name)
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
