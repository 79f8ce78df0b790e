//! token: login
//! token: get(login)
//! fix: #[auth::authorize]

use auth::prelude::*;
use axum::{Router, routing::get};

#[auth::credentials]
struct Login {
    name: String,
    password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    (form.password == Secret::new("x")).then(|| User::new(form.name))
}

fn app() -> Router {
    Router::new().route("/login", get(login))
}

fn main() {}
