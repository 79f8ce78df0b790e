//! token: Option<SignUp>
//! fix: return `SignUp`, `SignUp<…>`

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration) -> Option<SignUp> {
    Some(SignUp::new().with_name(form.name))
}

fn main() {}
