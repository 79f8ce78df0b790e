//! token: Option<Registration>
//! fix: Registration`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Option<Registration>) -> SignUp {
    SignUp::new().with_name(form.map(|form| form.name).unwrap_or_default())
}

fn main() {}
