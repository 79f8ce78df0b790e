//! token: KnownUser
//! fix: SignUp

use auth::prelude::*;

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration) -> KnownUser {
    panic!("{}", form.name)
}

fn main() {}
