//! token: handler
//! fix: `#[axum::debug_handler]`

use auth::prelude::*;
use axum::{Router, routing::get};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub struct Plain;

async fn handler(_: Session<Plain>) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", get(handler))
}

fn main() {}
