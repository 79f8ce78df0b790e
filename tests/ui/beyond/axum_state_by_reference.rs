//! token: &auth
//! token: with_state
//! token: Router::new().route("/", get(page)).with_state(&auth)
//! fix: Auth

use auth::prelude::*;
use axum::{Router, routing::get};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn page(_: Session<Visible>) {}

fn app(auth: Auth<Visible>) -> Router {
    Router::new().route("/", get(page)).with_state(&auth)
}

fn main() {}
