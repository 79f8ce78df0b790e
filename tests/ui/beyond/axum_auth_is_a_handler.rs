//! token: auth
//! token: get(auth.clone())
//! fix: auth.routes()

use auth::prelude::*;
use axum::{Router, routing::get};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn app(auth: Auth<Visible>) -> Router {
    Router::new().route("/auth", get(auth.clone())).with_state(auth)
}

fn main() {}
