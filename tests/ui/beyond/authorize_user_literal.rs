//! token: User
//! fix: User::new

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub email: String,
    #[auth(password)]
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    Some(User { id: "1".into(), name: None, email: Some(form.email), image: None })
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
