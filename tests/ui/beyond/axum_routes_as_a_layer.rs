//! token: auth.routes()
//! fix: auth.layer()

use auth::prelude::*;
use axum::Router;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn app(auth: Auth<Visible>) -> Router {
    Router::new().layer(auth.routes()).with_state(auth)
}

fn main() {}
