//! token: struct
//! fix: goes on an `async fn`

use auth::prelude::*;

#[auth::authorize]
pub struct Login {
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    let _ = form.password;
    None
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
