//! token: Result<bool>
//! fix: return `Option<User>`, `User`, `Option<KnownUser>`, `KnownUser`, or a `Result` of one of them

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
    pub password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Result<bool> {
    Ok(form.name == "ada")
}

fn main() {
    let _ = Auth::builder().state(()).credentials::<login>().build();
}
