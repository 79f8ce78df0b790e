//! token: Vec<String>
//! fix: fields are `String`, `Secret`, `bool`, integers, or an `Option` of these

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
    pub tags: Vec<String>,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User::new(form.name))
}

fn main() {
    let _ = Auth::builder().state(()).credentials::<login>().build();
}
