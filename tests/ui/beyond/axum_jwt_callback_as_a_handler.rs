//! token: issue
//! token: get(issue)
//! fix: #[auth::jwt]

use auth::prelude::*;
use axum::{Router, routing::get};

#[auth::jwt]
struct Token {
    admin: bool,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { admin: user.email.is_some() }
}

fn app() -> Router {
    Router::new().route("/login", get(issue))
}

fn main() {}
