//! token: as_str
//! fix: expose

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub email: String,
    #[auth(password)]
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    (form.password.as_str() == "hunter2").then(|| User::new("1"))
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
