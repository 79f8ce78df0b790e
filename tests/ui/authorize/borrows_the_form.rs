//! token: login
//! fix: take a form, a struct under `#[auth::credentials]`: `async fn login(form:

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
