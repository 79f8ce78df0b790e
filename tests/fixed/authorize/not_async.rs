//! Mended as the message says.

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    (form.name == "ada").then(|| User::new("1"))
}

fn main() {
    let _ = Auth::builder().credentials::<login>().build();
}
