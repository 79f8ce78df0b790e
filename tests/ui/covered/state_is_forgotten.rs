//! token: handler
//! fix: .with_state(auth)

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Session<Visible>) {}

fn routes() -> axum::Router {
    Router::new().route("/", get(handler)).into_router()
}

fn main() {}
