//! token: fn
//! fix: goes on a struct

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub password: Secret,
}

#[auth::credentials]
async fn login(form: Login) -> Option<User> {
    let _ = form.password;
    None
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
