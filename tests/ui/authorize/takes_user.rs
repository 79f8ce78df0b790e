//! token: &User
//! fix: it can take one form under `#[auth::credentials]`

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: Login, user: &User) -> Option<User> {
    (form.name == "ada").then(|| user.clone())
}

fn main() {
    let _ = Auth::builder().state(()).credentials::<login>().build();
}
