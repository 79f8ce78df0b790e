//! token: EmailAddress
//! fix: VerifiedEmail<'_>

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

use auth::EmailAddress;

#[auth::sign_up]
async fn register(form: Registration, email: EmailAddress) -> SignUp {
    let _ = email;
    SignUp::new().with_name(form.name)
}

fn main() {}
