//! token: auth
//! fix: auth.routes()

use auth::prelude::*;
use axum::Router;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn app(auth: Auth<Visible>) -> Router {
    Router::new().fallback(auth.clone()).with_state(auth)
}

fn main() {}
