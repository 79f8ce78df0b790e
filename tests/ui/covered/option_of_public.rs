//! token: page
//! fix: write it without an `Option`

use auth::prelude::*;

use auth::covered::{Router, get};

async fn page(_: Option<Public>) {}

fn routes() -> Router<Auth> {
    Router::new().route("/", get(page))
}

fn main() {}
