//! token: Login
//! fix: write `form: Option<Form<Login>>`

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
}

#[auth::sign_in]
async fn ok(user: &User, credentials: Login) -> bool {
    credentials.name == user.id.as_str()
}

fn main() {}
