//! token: admins
//! token: from_fn(admins)
//! fix: Guard<admins>

use auth::prelude::*;
use axum::{Router, routing::get};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::guard]
async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

use axum::middleware::from_fn;

async fn page() -> &'static str {
    "hello"
}

fn app(auth: Auth<Visible>) -> Router {
    Router::new().route("/", get(page)).route_layer(from_fn(admins)).with_state(auth)
}

fn main() {}
