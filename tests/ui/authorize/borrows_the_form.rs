//! token: &Login
//! fix: write `form: Login`

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: &Login) -> Option<User> {
    Some(User::new(form.name.as_str()))
}

fn main() {
    let _ = Auth::builder().state(()).credentials::<login>().build();
}
