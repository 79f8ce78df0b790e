//! token: StatusCode
//! fix: BoxError

use auth::prelude::*;

use axum::http::StatusCode;

#[auth::credentials]
struct Login {
    name: String,
}

#[auth::authorize]
async fn login(form: Login) -> Result<User, StatusCode> {
    Ok(User::new(form.name))
}

fn main() {}
