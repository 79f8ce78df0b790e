//! token: handler
//! fix: `#[axum::debug_handler]`

use auth::prelude::*;
use axum::{Router, routing::get};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Proven<Session<Visible>, Minutes<5>>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
