//! token: new
//! fix: stored

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub email: String,
    #[auth(password)]
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<KnownUser> {
    Some(KnownUser::new(form.email))
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
