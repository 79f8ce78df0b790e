//! token: bool
//! fix: return `Option<User>`

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub email: String,
    #[auth(password)]
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Result<bool> {
    Ok(form.email == "a")
}

fn main() {
    let _ = Auth::builder().credentials::<login>();
}
