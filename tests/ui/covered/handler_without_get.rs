//! token: handler
//! fix: `get(handler)`

use auth::{covered::Router, prelude::*};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Public) {}

fn routes() -> Router<Auth<Visible>> {
    Router::new().route("/", handler)
}

fn main() {}
