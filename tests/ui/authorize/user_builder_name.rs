//! token: name
//! fix: `.with_name(…)`

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub email: String,
    #[auth(password)]
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new("1").name(form.email))
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
