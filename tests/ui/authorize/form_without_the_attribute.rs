//! token: Login
//! fix: put `#[auth::credentials]` on the struct that holds the fields of the form

use auth::prelude::*;

pub struct Login {
    pub name: String,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.name))
}

fn main() {
    let _ = Auth::builder().state(()).credentials::<login>().build();
}
