//! token: &form.password
//! fix: expose

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub email: String,
    #[auth(password)]
    pub password: Secret,
}

fn verify(_: &str) -> bool {
    true
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    verify(&form.password).then(|| User::new("1"))
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
