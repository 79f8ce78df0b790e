//! token: User
//! fix: return `SignUp`

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub email: String,
    #[auth(password)]
    pub password: Secret,
}

#[auth::sign_up]
async fn register(form: Login) -> Result<User> {
    Ok(User::new(form.email))
}

fn main() {
    let _ = Auth::builder().sign_up::<register>();
}
