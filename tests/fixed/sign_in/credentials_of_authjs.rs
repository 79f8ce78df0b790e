//! Mended as the message says.

use auth::prelude::*;

#[auth::credentials]
pub struct Login {
    pub name: String,
}

#[auth::sign_in]
async fn ok(user: &User, form: Option<Form<Login>>) -> bool {
    form.is_some_and(|Form(form)| form.name == user.id.as_str())
}

fn main() {}
