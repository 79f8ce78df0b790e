//! token: Terms
//! fix: put the fields into one struct

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::credentials]
struct Terms {
    accepted: bool,
}

#[auth::sign_up]
async fn register(form: Registration, terms: Terms) -> SignUp {
    SignUp::new().with_name(if terms.accepted { form.name } else { String::new() })
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
