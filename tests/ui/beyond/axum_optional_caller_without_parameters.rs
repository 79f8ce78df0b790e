//! token: Option<Session<Plain>>
//! token: Plain
//! token: page
//! token: get(page)
//! fix: #[auth::session]

use auth::prelude::*;
use axum::{Router, routing::get};

struct Plain;

async fn page(_: Option<Session<Plain>>) {}

fn app(auth: Auth) -> Router {
    Router::new().route("/", get(page)).with_state(auth)
}

fn main() {}
