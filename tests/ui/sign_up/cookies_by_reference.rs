//! token: &Cookies<'_>
//! fix: write `cookies: Cookies<'_>`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration, cookies: &Cookies<'_>) -> SignUp {
    let _ = cookies;
    SignUp::new().with_name(form.name)
}

fn main() {}
