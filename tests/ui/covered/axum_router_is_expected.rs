//! token: Router::new()
//! token: Router::new().route("/", get(home))
//! token: route("/", get(home))
//! fix: call `Into::into`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn home(_: Public) {}

fn app() -> axum::Router<Auth<Visible>> {
    Router::new().route("/", get(home))
}

fn main() {}
