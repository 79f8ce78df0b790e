//! token: handler
//! fix: only the last argument may take the body

use auth::{
    covered::{Router, get},
    prelude::*,
};
use axum::extract::Path;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Public, _: String, _: Path<u32>) {}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
