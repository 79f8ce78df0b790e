//! token: handler
//! fix: the first argument of a handler is one of `Public`

use auth::{
    covered::{Router, get},
    prelude::*,
};
use axum::extract::RawQuery;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: RawQuery) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
