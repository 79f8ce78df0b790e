//! token: login
//! fix: return something: add `-> Result<Option<User>>`; it returns `Option<User>`,

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: Login) {
    let _ = form.name;
}

fn main() {
    let _ = Auth::builder().state(()).credentials::<login>().build();
}
