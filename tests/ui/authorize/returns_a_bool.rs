//! token: Result<bool>
//! fix: return `Option<User>`, `User`, or a `Result` of either

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
