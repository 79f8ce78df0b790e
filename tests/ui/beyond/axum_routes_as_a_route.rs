//! token: auth.routes()
//! fix: merge

use auth::prelude::*;
use axum::Router;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn app(auth: Auth<Visible>) -> Router {
    Router::new().route("/auth", auth.routes()).with_state(auth)
}

fn main() {}
