//! token: Option<Form<Login>>
//! fix: form: Option<Form<Login>>

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub password: Secret,
}

#[auth::sign_in]
async fn anyone(Form(login): Option<Form<Login>>) -> bool {
    let _ = login.password;
    true
}

fn main() {}
